/** The cookie that remembers to which address a code was sent, so that it stands in no address of ours. */
export const CODE_FOR = 'gariotte.code_for';
