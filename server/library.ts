export { work } from './app/user/marked-work.ts';
