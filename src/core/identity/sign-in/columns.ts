// The names that better-auth uses, and those of our tables.

export const USER = { modelName: 'person', fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } };
export const SESSION = { modelName: 'session', fields: { userId: 'person_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', createdAt: 'created_at', updatedAt: 'updated_at' } };
export const ACCOUNT = {
  modelName: 'sign_in_method',
  fields: {
    userId: 'person_id', accountId: 'account_id', providerId: 'provider_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', createdAt: 'created_at', updatedAt: 'updated_at',
  },
};
export const VERIFICATION = { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } };
export const PASSKEY = { passkey: { fields: { userId: 'person_id', publicKey: 'public_key', credentialID: 'credential_id', deviceType: 'device_type', backedUp: 'backed_up', createdAt: 'created_at' } } };
