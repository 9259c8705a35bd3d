/** What a failed connection means to a reader, by Node's and undici's error codes. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'The lab did not accept the connection: nothing listens at its address just now. Send it again.',
  ECONNRESET: 'The lab closed the connection before the response was whole. Look for its end in the log.',
  UND_ERR_SOCKET: 'The lab closed the connection before the response was whole. Look for its end in the log.',
  UND_ERR_DESTROYED: 'The lab was stopped before the response was whole.',
  UND_ERR_CLOSED: 'The lab was stopped before the request could be sent.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The response was longer or shorter than its Content-Length said.',
  UND_ERR_HEADERS_OVERFLOW:
    'The response’s headers are too large: more than 16 kB. Are there too many cookies?',
  EMFILE: 'This machine allows no more connections at once. Fire fewer together.',
};

/** Why a request failed, as a sentence. */
export function sendFailure(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error.name === 'HTTPParserError') return `The response is not proper HTTP. ${error.message}`;
  return meanings[code] ?? `The request failed: ${error.message}.`;
}
