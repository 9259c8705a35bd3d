import { sign } from 'cookie-signature';

/**
 * Gives the sessions that requests made the names of others' (`A-1` becomes `B-1`), wherever they stand in a text; where
 * it is a signed cookie's value it is signed anew.
 */
export function renameSessions(text: string, names: ReadonlyMap<string, string>, secret: string): string {
  const ids = [...names.keys()].map((id) => id.replaceAll('-', '\\-')).join('|');
  const pattern = new RegExp(`(s%3A|(?<![\\w-]))(${ids})-(\\d+)(?![\\w-])(\\.[A-Za-z0-9%]+)?`, 'g');
  return text.replace(pattern, (_whole, before: string, id: string, count: string, signature = '') => {
    const sid = `${names.get(id) ?? id}-${count}`;
    const isSigned = before !== '' && signature !== '';
    return isSigned ? encodeURIComponent(`s:${sign(sid, secret)}`) : `${before}${sid}${signature}`;
  });
}
