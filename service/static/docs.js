// The API's documentation, drawn from openapi.json: no library, nothing from outside.

import { element } from "./text.js";

const main = document.querySelector("#main");

function resolve(schema, document) {
  if (!schema?.$ref) return schema ?? {};
  return schema.$ref.split("/").slice(1).reduce((node, name) => node[name], document);
}

function typeOf(schema, document) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return parts.map((part) => typeOf(part, document)).filter((type) => type !== "null").join(" | ");
  if (schema.type === "array") return `${typeOf(schema.items ?? {}, document)}[]`;
  if (schema.enum) return schema.enum.join(" | ");
  return schema.type ?? "";
}

const bounds = (schema) => {
  const inner = [schema, ...(schema.anyOf ?? [])];
  const find = (name) => inner.map((one) => one[name]).find((value) => value !== undefined);
  const [low, high] = [find("minimum") ?? find("minLength"), find("maximum") ?? find("maxLength")];
  return low === undefined && high === undefined ? "" : `${low ?? ""}–${high ?? ""}`;
};

function table(rows) {
  return element("table", {
    children: rows.map((cells) => element("tr", {
      children: cells.map((text, index) => element("td", { children: [element(index === 2 ? "span" : "code", { text })] })),
    })),
  });
}

function fields(schema, document) {
  return Object.entries(schema.properties ?? {}).map(([name, field]) =>
    [name, `${typeOf(field, document)} ${bounds(field)}`.trim(), field.description ?? ""]);
}

function curl(method, path, example, type) {
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${location.origin}${path}`];
  if (type) lines.push(`  -H 'Content-Type: ${type}'`);
  if (example) lines.push(`  -d '${JSON.stringify(example, null, 2)}'`);
  else if (type) lines.push("  --data-binary @archive.zip");
  return lines.join(" \\\n");
}

function operation(method, path, described, document) {
  const parts = [];
  if (described.description) parts.push(element("p", { text: described.description }));
  const content = Object.entries(described.requestBody?.content ?? {});
  const [type, body] = content[content.length - 1] ?? [];
  const schema = resolve(body?.schema, document);
  if (described.parameters?.length) {
    parts.push(element("h2", { text: "参数" }), table(described.parameters.map((one) =>
      [one.name, `${one.in} ${typeOf(one.schema, document)} ${bounds(one.schema)}`.trim(), one.description ?? one.schema.description ?? ""])));
  }
  if (schema.properties) parts.push(element("h2", { text: "请求" }), table(fields(schema, document)));
  parts.push(element("h2", { text: "示例" }), element("pre", { text: curl(method, path, schema.examples?.[0], type) }));
  const [status, answer] = Object.entries(described.responses).find(([code]) => code.startsWith("2")) ?? [];
  const result = resolve(Object.values(answer?.content ?? {})[0]?.schema, document);
  if (result.properties) parts.push(element("h2", { text: `回答 ${status}` }), table(fields(result, document)));
  if (result.examples) parts.push(element("pre", { text: JSON.stringify(result.examples[0], null, 2) }));
  const errors = Object.entries(described.responses).filter(([code]) => code >= "400");
  parts.push(element("h2", { text: "错误" }), table(errors.map(([code, one]) => [code, "", one.description])));
  return element("details", {
    children: [
      element("summary", {
        children: [
          element("code", { className: "method", text: method }),
          element("code", { text: path }),
          element("span", { className: "note", text: described.summary ?? "" }),
        ],
      }),
      ...parts,
    ],
  });
}

const openapi = await (await fetch("/openapi.json")).json();
main.replaceChildren(
  element("p", { text: openapi.info.description }),
  ...Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operation(method.toUpperCase(), path, described, openapi))),
);
