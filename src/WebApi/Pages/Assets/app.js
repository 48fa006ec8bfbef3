// What the pages can do better with JavaScript. Everything works without it.
(() => {
  // The progress of a job: the server says how far it is, and the page is read again once it has ended.
  for (const job of document.querySelectorAll("[data-progress]")) {
    const bar = job.querySelector("progress");
    const text = job.querySelector("[data-progress-text]");
    const stream = new EventSource(job.dataset.progress);
    stream.onmessage = (message) => {
      const state = JSON.parse(message.data);
      bar.value = state.share;
      text.textContent = state.text;
      if (state.ended) {
        stream.close();
        location.reload();
      }
    };
  }

  // Instants are written in a named zone; here the reader's own is known.
  // English here is European, as the server writes it.
  const reader = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const local = new Intl.DateTimeFormat(reader, { dateStyle: "medium", timeStyle: "short" });
  const showLocalTimes = (root) => {
    for (const time of root.querySelectorAll("time[data-local]"))
      time.textContent = local.format(new Date(time.dateTime));
  };
  showLocalTimes(document);
  document.addEventListener("htmx:after:swap", () => showLocalTimes(document));

  // A form that was sent is not sent twice by an impatient hand.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    for (const button of event.target.querySelectorAll("button[type=submit]"))
      setTimeout(() => (button.disabled = true));
  });
  // Coming back with the browser's button shows a form that can be sent again.
  addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("button[type=submit]")) button.disabled = false;
  });

  const copy = (button) => navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button).then(() => (button.textContent = button.dataset.copied)));
  }
})();
