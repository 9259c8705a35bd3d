/** `1:00`, `1:05:00`, `2 d 3:00:00`, of ms. */
export function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const time = hours > 0 || days > 0 ? `${hours}:${minutes}:${rest}` : `${Number(minutes)}:${rest}`;
  return days > 0 ? `${days} d ${time}` : time;
}
