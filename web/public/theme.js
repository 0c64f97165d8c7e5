// Before the first paint, so that a remembered theme never flashes the other one. A file, not an inline
// script: the content security policy allows none.
try {
  const theme = localStorage.getItem('goloom:theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked (an iframe, a private window): the system's choice holds.
}
