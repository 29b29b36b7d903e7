/** Follows the PDF's own index: what stands where it says. */
export function objectsOf(pdf: Buffer): string[] {
	const text = pdf.toString('latin1');
	expect(text.startsWith('%PDF-')).toBe(true);
	expect(text.endsWith('%%EOF\n')).toBe(true);
	const index = text.slice(Number(/startxref\n(\d+)\n/.exec(text)?.[1]));
	expect(index.startsWith('xref\n')).toBe(true);
	return [...index.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset], number) => {
		const object = text.slice(Number(offset));
		expect(object.startsWith(`${number + 1} 0 obj\n`)).toBe(true);
		return object.slice(0, object.indexOf('endobj'));
	});
}
export const pagesOf = (pdf: Buffer) =>
	objectsOf(pdf).filter((object) => object.includes('/Type /Page ')).length;
