import type { Shorthand } from './types';

/** Stands for the file of an input item until it is read; see `files.ts`. */
export class FromFile {
	constructor(readonly field: string) {}
}

const withText: Pick<Shorthand, 'read' | 'write'> = {
	read: (text) => ({ text }),
	write: (value) => (value as { text?: string }).text,
};

/** The name of an input field with a file, or an address where the file lies. */
const attachment: Shorthand = {
	example: 'data (input field with a file) or https://…',
	read(text, { assertFile }) {
		if (/^https?:\/\//i.test(text)) return { url: text };
		assertFile(text);
		return new FromFile(text);
	},
	write: (value) => (value as { url?: string }).url,
};

export const texts: Record<string, Shorthand> = {
	Annotation: { example: 'plain text', ...withText },
	Attachment: attachment,
	Dosage: { example: '1 tablet twice a day', ...withText },
};
