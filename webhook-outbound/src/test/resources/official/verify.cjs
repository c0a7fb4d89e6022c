// One captured request on stdin, {"headers":{…},"body":"…","secret":"whsec_…"}; the verdict of each library on stdout.
const { Webhook: Standard } = require('standardwebhooks');
const { Webhook: Svix } = require('svix');
const captured = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const verdict = (Library) => {
  try {
    new Library(captured.secret).verify(captured.body, captured.headers);
    return 'accepted';
  } catch (error) {
    return `refused: ${error.message}`;
  }
};
console.log(`standardwebhooks ${verdict(Standard)}`);
console.log(`svix ${verdict(Svix)}`);
