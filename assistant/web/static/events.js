// Server-sent events of a response to a POST, which EventSource cannot read.

/** The events of a response as [name, data], and a sign of life as ["", null]; throws where the response is no stream of them. */
export async function* events(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.ok || !type.startsWith("text/event-stream")) throw new Error(`no events: ${response.status} ${type}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let read = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (read + value).split("\n\n");
    read = parts.pop();
    for (const part of parts) yield parsed(part);
  }
}

function parsed(part) {
  const fields = new Map(part.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
  return [fields.get("event") ?? "", JSON.parse(fields.get("data") ?? "null")];
}
