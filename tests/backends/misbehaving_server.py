"""A real HTTP server on a free port that gives scripted answers, then good ones."""

import json
import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def completion(content, finish="stop"):
    return {
        "choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10},
    }


class MisbehavingServer:
    """Each request takes the next of ``script``: ``"hang"``, ``"disconnect"``, ``"half"``, ``"drip"``, a
    completion's text, or ``(status, headers, body)``. With an empty script ``answer`` gives the completion, by
    default one that answers every task asked.

    ``requests`` are the bodies received, ``headers`` theirs, ``most_at_once`` the most in flight together.
    """

    def __init__(self, port=0):
        self.port = port
        self.script, self.requests, self.headers, self.times = [], [], [], []
        self.answer = answer_all
        self.delay = 0.0
        self.most_at_once = self._now = 0
        self._lock = threading.Lock()
        self.stopped = threading.Event()

    def __enter__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                outer._handle(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_):
        self.kill()

    @property
    def model(self):
        return f"openai:http://127.0.0.1:{self.port}/v1?model=tiny"

    def kill(self):
        """Nothing listens any more; requests in flight are cut off."""
        if not self.stopped.is_set():
            self.stopped.set()
            self._server.shutdown()
            self._server.server_close()

    def _handle(self, handler):
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        with self._lock:
            self.requests.append(body)
            self.headers.append(dict(handler.headers))
            self.times.append(time.monotonic())
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            step = self.script.pop(0) if self.script else self.answer(body)
        time.sleep(self.delay)
        with self._lock:
            # Before the answer: who has read it may ask again before this thread goes on.
            self._now -= 1
        if self.stopped.is_set():
            handler.connection.close()
        else:
            self._act(handler, step, body)

    def _act(self, handler, step, body):
        if step == "hang":
            self.stopped.wait(20)
        elif step == "disconnect":
            handler.connection.shutdown(socket.SHUT_RDWR)
        elif step == "drip":
            handler.send_response(200)
            handler.end_headers()
            while not self.stopped.wait(0.05):
                try:
                    handler.wfile.write(b" ")
                except OSError:
                    return
        elif step == "half":
            self._send(handler, 200, {}, json.dumps(completion("{}")).encode()[:40])
        elif isinstance(step, tuple):
            self._send(handler, *step)
        elif body.get("stream"):
            events = [{"choices": [{"delta": {"content": char}, "finish_reason": None}]} for char in step]
            events.append(
                {"choices": [{"delta": {}, "finish_reason": "stop"}], "usage": completion("")["usage"]}
            )
            lines = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
            self._send(handler, 200, {"Content-Type": "text/event-stream"}, lines.encode())
        else:
            self._send(handler, 200, {}, json.dumps(completion(step)).encode())

    def _send(self, handler, status, headers, body):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


def answer_all(body):
    """A good answer: each task gets the article's first words."""
    prompt = body["messages"][-1]["content"]
    article = re.search(r"<文稿 (\w+)>\n(.*?)\n</文稿 \1>", prompt, re.DOTALL)[2]
    tasks = re.findall(r"^(\d+)\. (?:标题|摘要|要点)：.*?不超过(\d+)个字", prompt, re.MULTILINE)
    return json.dumps(
        {number: article.replace("\n", "")[: int(chars) - 2] for number, chars in tasks}, ensure_ascii=False
    )
