import type { MailContent } from './tables.ts';

/** A mail as it leaves: plain text, its twin in HTML, and the links that let a mailbox stop this kind of mail by itself. */
export type RenderedMail = { messageId: string; to: { name: string; address: string }; subject: string; text: string; html: string; headers: Record<string, string> };

type MailRow = { id: string; to_address: string; to_name: string | null; subject: string; content: MailContent; essential: boolean };

const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);

const FRAME = 'max-width:34em;margin:0 auto;padding:16px;font:17px/1.5 sans-serif;color:#1E2A2F';
const BUTTON = 'display:block;margin:8px 0;padding:14px 18px;border-radius:6px;background:#0E5A63;color:#FFFFFF;text-decoration:none;font-weight:600;text-align:center';
const QUIET = 'color:#75583A;font-size:14px';

/** Writes a queued mail out. `siteUrl` has no slash at its end; `stopUrl` is where this kind can be stopped, none for an essential mail. */
export function renderMail(mail: MailRow, siteUrl: string, stopUrl: string | null): RenderedMail {
  const { lines, actions, why } = mail.content;
  const links = actions.map((action) => ({ ...action, url: `${siteUrl}${action.path}` }));
  const footer = [why, stopUrl ? `Ne plus recevoir ce genre de message : ${stopUrl}` : null].filter((line) => line !== null);
  const text = [...lines, ...links.map((link) => `${link.label} :\n${link.url}`), ...(footer.length > 0 ? ['-- ', ...footer] : [])].join('\n\n');
  const html = [
    `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${escape(mail.subject)}</title><body style="margin:0;background:#F7F3EA"><div style="${FRAME}">`,
    ...lines.map((line) => `<p>${escape(line).replaceAll('\n', '<br>')}</p>`),
    ...links.map((link) => `<p><a style="${BUTTON}" href="${escape(link.url)}">${escape(link.label)}</a></p>`),
    ...(why ? [`<p style="${QUIET}">${escape(why)}</p>`] : []),
    ...(stopUrl ? [`<p style="${QUIET}"><a style="color:inherit" href="${escape(stopUrl)}">Ne plus recevoir ce genre de message</a></p>`] : []),
    '</div></body></html>',
  ].join('\n');
  return {
    // The same mail sent again after a crash keeps its name, so that mailboxes show it once.
    messageId: `<${mail.id}@${new URL(siteUrl).hostname}>`,
    to: { name: mail.to_name ?? '', address: mail.to_address },
    subject: mail.subject,
    text,
    html,
    // RFC 8058: a mailbox's own button, which posts; fetching the link alone stops nothing.
    headers: stopUrl ? { 'List-Unsubscribe': `<${stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {},
  };
}
