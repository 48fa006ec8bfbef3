// A real SMTP server for the tests. Its behaviour comes as JSON in the first argument; what it hears goes out as one JSON
// object a line. It ends with its standard input, so that no peer outlives its test.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(new URL("../package.json", import.meta.url));
const { SMTPServer } = require("smtp-server");

const behaviour = JSON.parse(process.argv[2] ?? "{}");
const tell = (said) => process.stdout.write(JSON.stringify(said) + "\n");
const refusal = (code) => Object.assign(new Error(`answer ${code}`), { responseCode: code });

// Each list is used up one answer at a time; 0 accepts and -1 never answers.
const next = (list) => (list?.length ? list.shift() : 0);
const answer = (list, done, accepted) => {
  const code = next(list);
  if (code < 0) tell({ hangs: true });
  if (code > 0) done(refusal(code));
  else if (code === 0) accepted();
};

const server = new SMTPServer({
  key: behaviour.key,
  cert: behaviour.cert,
  disabledCommands: [...(behaviour.key ? [] : ["STARTTLS"]), ...(behaviour.user ? [] : ["AUTH"])],
  authOptional: !behaviour.user,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  hideSize: true,
  logger: false,
  onConnect: (session, done) => answer(behaviour.connect, done, () => done()),
  onAuth: (auth, session, done) => {
    const known = auth.username === behaviour.user && auth.password === behaviour.password;
    tell({ authenticated: known, secure: session.secure });
    done(known ? null : refusal(535), known ? { user: auth.username } : undefined);
  },
  onRcptTo: (address, session, done) => answer(behaviour.rcpt, done, () => done()),
  onData: (stream, session, done) => {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () =>
      answer(behaviour.data, done, () => {
        const { mailFrom, rcptTo } = session.envelope;
        tell({
          from: mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          secure: session.secure,
          raw: Buffer.concat(parts).toString("base64"),
        });
        done();
      })
    );
  },
});
server.on("error", (problem) => tell({ problem: problem.code ?? String(problem) }));
server.listen(behaviour.port ?? 0, "127.0.0.1", () => tell({ port: server.server.address().port }));
createInterface({ input: process.stdin }).on("close", () => process.exit(0));
