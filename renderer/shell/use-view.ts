import { useAddress } from '../services/use-address.ts';
import { viewOf } from './views.ts';

/** The view that the address names now. */
export const useView = () => viewOf(useAddress());
