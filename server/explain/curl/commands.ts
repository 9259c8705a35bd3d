/** A command in its words, and whether a quote in it is never closed. */
export type CommandWords = { words: string[]; isCutOff: boolean };

const curlName = /^(?:\S*[\\/])?curl(?:\.exe)?$/i;

/** Whether a text begins with a cURL command, after a prompt or settings of the shell. */
export const hasCurl = (text: string): boolean =>
  /^\s*(?:[$>#%]\s+|sudo\s+|(?:[\w.:~\\/-]*[$>#%])\s*)?(?:\S*[\\/])?curl(?:\.exe)?\s/i.test(text);

/**
 * The cURL commands in a text, each as the words that curl is given. Of the quoting of bash, of cmd (`^"`), and of
 * PowerShell's line ends. Parsers of shells that are maintained leave out `$'…'`, which browsers write, and expand
 * variables.
 */
export function curlCommands(text: string): CommandWords[] {
  const isCmd = /\^["\n]|\^$/.test(text);
  const commands = isCmd ? cmdCommands(text) : bashCommands(text.replace(/ `\n/g, ' \\\n'));
  return commands.flatMap(({ words, isCutOff }) => {
    const at = words.findIndex((word) => curlName.test(word));
    return at === -1 ? [] : [{ words: words.slice(at + 1), isCutOff }];
  });
}

const ansiEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
  '0': '\0',
};

/** What stands between `$'` and its `'` (bash, ANSI-C quoting). */
const ansiText = (text: string): string =>
  text.replace(
    /\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|x([\da-fA-F]{1,2})|([\s\S]))/g,
    (_, u, U, x, other: string) => {
      const code = Number.parseInt(u ?? U ?? x ?? '', 16);
      if (!Number.isNaN(code)) return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
      return ansiEscapes[other] ?? other;
    },
  );

/** One after the other, wherever it fits: quotes, escapes, blanks, what ends a command, and the rest of a word. */
const bashToken =
  /\$'([^'\\]*(?:\\[\s\S][^'\\]*)*)('|$)|'([^']*)('|$)|\$?"([^"\\]*(?:\\[\s\S][^"\\]*)*)("|$)|\\(\n)|\\([\s\S])|(\n|;|&&?|\|\|?)|([^\S\n]+)|([^\s'"\\;&|$]+|\$|\\)/g;

function bashCommands(text: string): CommandWords[] {
  const commands: CommandWords[] = [{ words: [], isCutOff: false }];
  let word: string | null = null;
  const endWord = () => {
    if (word !== null) commands.at(-1)?.words.push(word);
    word = null;
  };
  for (const match of text.matchAll(bashToken)) {
    const [, ansi, ansiEnd, plain, plainEnd, double, doubleEnd, joined, escaped, end, blank, rest] = match;
    const last = commands.at(-1);
    if (last !== undefined && [ansiEnd, plainEnd, doubleEnd].includes('')) last.isCutOff = true;
    if (joined !== undefined) continue;
    if (end !== undefined) {
      endWord();
      commands.push({ words: [], isCutOff: false });
    } else if (blank !== undefined) endWord();
    else {
      const inDouble = double?.replace(/\\(\n|[\\"$`])/g, (_, letter: string) =>
        letter === '\n' ? '' : letter,
      );
      const inAnsi = ansi === undefined ? undefined : ansiText(ansi);
      word = (word ?? '') + (inAnsi ?? plain ?? inDouble ?? escaped ?? rest ?? '');
    }
  }
  endWord();
  return commands;
}

/** What cmd hands on: `^` takes the next letter as it is; a `"` without it opens a text in which `^` is a letter. */
function withoutCarets(text: string): string[] {
  const commands = [''];
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    const add = (more: string) => commands.push(`${commands.pop() ?? ''}${more}`);
    if (letter === '^' && !isQuoted) {
      at += 1;
      // A caret at the end of a line joins it with the next; a line end after that is one of the text's own.
      if (text.charAt(at) !== '\n') add(text.charAt(at));
      else if (text.charAt(at + 1) === '\n') {
        add('\n');
        at += 1;
      }
    } else if (!isQuoted && (letter === '\n' || letter === '&')) commands.push('');
    else {
      if (letter === '"') isQuoted = !isQuoted;
      add(letter);
    }
  }
  return commands;
}

/** As Windows' own programs take a command line apart: `\"` and, inside quotes, `""` are a quote. */
function cmdCommands(text: string): CommandWords[] {
  return withoutCarets(text).map((command) => {
    const words: string[] = [];
    let word: string | null = null;
    let isQuoted = false;
    for (const [token] of command.matchAll(/\\+"?|""|"|\s|[^\\"\s]+/g)) {
      if (/^\s$/.test(token) && !isQuoted) {
        if (word !== null) words.push(word);
        word = null;
      } else if (token === '"' || (token === '""' && !isQuoted)) {
        word ??= '';
        if (token === '"') isQuoted = !isQuoted;
      } else if (token === '""') word = `${word ?? ''}"`;
      else if (/^\\+"$/.test(token)) {
        const slashes = token.length - 1;
        word = (word ?? '') + '\\'.repeat(Math.floor(slashes / 2));
        if (slashes % 2 === 1) word += '"';
        else isQuoted = !isQuoted;
      } else word = (word ?? '') + token;
    }
    if (word !== null) words.push(word);
    return { words, isCutOff: isQuoted };
  });
}
