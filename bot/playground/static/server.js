// The control API: requests, and the stream of what happens.
export async function ask(method, path, body) {
  const isForm = body instanceof FormData;
  const response = await fetch(`/control/${path}`, {
    method,
    headers: body && !isForm ? { "Content-Type": "application/json" } : {},
    body: isForm ? body : body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

export function listen(after, onEvent, onState) {
  const source = new EventSource(`/control/events/stream?after=${after}`);
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
}
