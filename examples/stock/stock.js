/** How many are left; it stands for a table. */
let left = 1;

export async function count() {
  return left;
}

export async function take() {
  left -= 1;
}

export const refill = () => {
  left = 1;
};
