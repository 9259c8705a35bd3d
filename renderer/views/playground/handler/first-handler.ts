/** What the editor shows at first: a read and a write with time between, as races need. */
export const firstHandler = `async (req, res) => {
  const seen = req.session.seen ?? 0
  await work(req) // as long as the form says
  req.session.seen = seen + 1
  res.json({ seen: req.session.seen })
}
`;
