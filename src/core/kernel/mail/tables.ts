import type { Generated, JSONColumnType } from 'kysely';

export type MailContent = { lines: string[]; actions: { label: string; path: string }[]; why: string | null };
export type MailState = 'queued' | 'sending' | 'sent' | 'refused' | 'stopped';
export type MailTable = {
  territory_id: string;
  id: string;
  to_address: string;
  to_name: string | null;
  kind: string;
  essential: Generated<boolean>;
  subject: string;
  content: JSONColumnType<MailContent>;
  not_before: Date;
  once: string | null;
  state: Generated<MailState>;
  attempts: Generated<number>;
  claimed_at: Generated<Date | null>;
  sent_at: Generated<Date | null>;
  error: Generated<string | null>;
  created_at: Date;
};
export type MailStopTable = { territory_id: string; address: string; kind: string; because: 'asked' | 'bounced'; since: Date };
export type InstallationSettingTable = { territory_id: Generated<string>; name: string; value: string };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    mail: MailTable;
    mail_stop: MailStopTable;
    installation_setting: InstallationSettingTable;
  }
}
