# syntax=docker/dockerfile:1
# The service with its embedded model: built once, runs offline, as nobody in particular.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY . .
# torch first and by its exact version from the constraints: a range would bring the CUDA build.
RUN python -m venv /opt/summarizer \
    && /opt/summarizer/bin/pip install --no-cache-dir -c constraints.txt "$(grep '^torch==' constraints.txt)" \
    && /opt/summarizer/bin/pip install --no-cache-dir -c constraints.txt ".[service]"

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home --home-dir /var/lib/summarizer summarizer
COPY --from=build /opt/summarizer /opt/summarizer
ENV PATH=/opt/summarizer/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=2 \
    XDG_STATE_HOME=/var/lib/summarizer \
    SUMMARIZER_HOST=0.0.0.0 \
    SUMMARIZER_PORT=8080
USER 10001
WORKDIR /var/lib/summarizer
VOLUME /var/lib/summarizer
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/livez', timeout=4)"]
STOPSIGNAL SIGTERM
# Refuses to start on 0.0.0.0 until SUMMARIZER_API_KEYS or SUMMARIZER_API_KEYS_FILE is set.
ENTRYPOINT ["summarizer", "serve"]
