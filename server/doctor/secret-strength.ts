/** Words that secrets in tutorials, templates and haste are made of. */
const words =
  'keyboard cat dog secret secrets session sessions sess password passwd passphrase pass change changeit changeme me my your our the this is a an it in to of for not so with please use some any here very super top ultra really long strong secure random safe unsafe string text word phrase value key keys token jwt cookie cookies sid id app apps application website site web server express expressjs node nodejs js passport auth authentication login user admin root default example sample demo test testing dev development prod production local localhost placeholder todo replace put enter insert must be should hello world foo bar baz qux abc abcd abcdef asdf qwerty qwertyuiop letmein welcome monkey dragon iloveyou shh shhh hush xxx yyy zzz api env environment hash sign signing signed salt private public mysecret thisisasecret thisismysecret supersecret topsecret s3cret'
    .split(' ')
    .filter((word) => word !== '');
const known = new Set(words);
const longest = Math.max(...words.map((word) => word.length));

/** The fewest bits that a search on hired machines will not get through in any time. */
export const fewestBits = 80;

export type Weakness = { kind: 'guessable' | 'short'; because: string };

/** Why a secret would be found by guessing; null when it is long and random enough. */
export function weaknessOf(secret: string): Weakness | null {
  if (isMadeOfWords(secret)) return { kind: 'guessable', because: 'made of words that guessers try first' };
  if (isRepeated(secret)) return { kind: 'guessable', because: 'a few characters repeated' };
  if (isSequence(secret)) return { kind: 'guessable', because: 'characters in their order' };
  const bits = Math.round(bitsOf(secret));
  if (bits >= fewestBits) return null;
  return { kind: 'short', because: `at most ${bits} bits` };
}

/** A secret to be shown: two characters of a long one, and its length. */
export function masked(secret: string): string {
  const shown = secret.length >= 10 ? secret.slice(0, 2) : '';
  return `${shown}… (${secret.length} ${secret.length === 1 ? 'character' : 'characters'})`;
}

/** Upper bound: as if every character were chosen at random from the kinds that occur. */
function bitsOf(secret: string): number {
  const kinds = [
    [/[a-f]/, 6],
    [/[g-z]/, 20],
    [/[A-F]/, 6],
    [/[G-Z]/, 20],
    [/[0-9]/, 10],
    [/[^A-Za-z0-9]/, 20],
  ] as const;
  const alphabet = kinds.reduce((size, [kind, count]) => size + (kind.test(secret) ? count : 0), 0);
  return secret.length * Math.log2(Math.max(2, Math.min(alphabet, new Set(secret).size * 4)));
}

/** Words of the list and a few digits, however they are joined: "Keyboard-Cat", "mySecret123", "ch4ng3m3". */
function isMadeOfWords(secret: string): boolean {
  if (secret.length > 200) return false;
  const letters = (text: string) => text.replaceAll(/[^a-z]/g, '');
  const plain = secret.toLowerCase();
  const digits = plain.replaceAll(/[^0-9]/g, '').length;
  if (digits <= 8 && isSegmented(letters(plain))) return true;
  const unleet = plain.replaceAll(/[01345@$7!]/g, (sign) => leet.get(sign) ?? sign);
  return (
    isSegmented(letters(unleet)) && letters(unleet).length === plain.replaceAll(/[^a-z0-9@$!]/g, '').length
  );
}

const leet = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['@', 'a'],
  ['$', 's'],
  ['7', 't'],
  ['!', 'i'],
]);

/** Whether the text can be cut into words of the list. */
function isSegmented(text: string): boolean {
  const reachable = [true];
  for (let end = 1; end <= text.length; end += 1) {
    reachable[end] = false;
    for (let start = Math.max(0, end - longest); start < end && !reachable[end]; start += 1) {
      reachable[end] = reachable[start] === true && known.has(text.slice(start, end));
    }
  }
  return text.length > 0 && reachable[text.length] === true;
}

/** "aaaaaaaa", "abcabcabcabc", or hardly any different characters. */
const isRepeated = (secret: string): boolean =>
  secret.length >= 4 && (/^(.{1,8}?)\1+.{0,3}$/su.test(secret) || new Set(secret).size <= 3);

/** "123456789", "abcdefgh": each character follows the one before. */
function isSequence(secret: string): boolean {
  const codes = [...secret.toLowerCase()].map((character) => character.charCodeAt(0));
  const inOrder = codes.filter((code, at) => at > 0 && Math.abs(code - (codes[at - 1] ?? 0)) === 1).length;
  return secret.length >= 4 && inOrder >= (secret.length - 1) * 0.75;
}
