export { MAIL_JOB, type MailToQueue, queueMail, queueMails } from './queue-mail.ts';
export { type RenderedMail, renderMail } from './render-mail.ts';
export { sendMails, type Sent } from './send-mails.ts';
export { readStopLink, resumeMail, type StopAsked, stopMail } from './stop-mail.ts';
export { type Bounce, takeBounce } from './take-bounce.ts';
export { type Handed, outbox, smtp, type Transport } from './transport.ts';
export { mailById, mailsOf, type MailShown } from './queries.ts';
