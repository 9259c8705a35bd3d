/** What a failed connection means to a reader, by Node's error codes. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'The lab did not accept the connection: nothing listens at its address just now. Send it again.',
  ECONNRESET: 'The lab closed the connection before the response was whole. Look for its end in the log.',
  HPE_HEADER_OVERFLOW: 'The response’s headers are too large: more than 16 kB. Are there too many cookies?',
  EMFILE: 'This machine allows no more connections at once. Fire fewer together.',
};

/** Why a request failed, as a sentence. */
export function sendFailure(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = meanings[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return `The response is not proper HTTP. ${error.message}`;
  return `The request failed: ${error.message}.`;
}
