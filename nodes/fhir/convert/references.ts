import type { IDataObject } from 'n8n-workflow';

import type { Definitions } from '../definitions';
import { missing, wrongTarget } from './refusals';
import type { Shape } from './shapes';

/** The last part of a literal reference, relative or not, to a version or not: `Patient/123/_history/1`. */
const LITERAL = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/** What R5 wants to know of a reference: one of these at least (invariant ref-2). */
const TELLING = ['reference', 'identifier', 'display', 'extension'];

/** The types of resources that a reference names, as far as R4 has them. */
function targetsOf({ reference, type }: IDataObject, { resources }: Definitions): string[] {
	const named = typeof type === 'string' ? type.split('/').pop() : undefined;
	const literal = typeof reference === 'string' ? LITERAL.exec(reference)?.[1] : undefined;
	return [named, literal].filter((one): one is string => one !== undefined && resources.includes(one));
}

/**
 * Refuses a reference to what cannot be there any more: a type that R5 does not have (such as Media), or one that R4
 * takes at this element and R5 does not. One that R4 does not take either is as wrong as it was.
 *
 * @throws FieldRefusal
 */
export function checkReference(
	reference: IDataObject,
	{ from, to, at }: { from: Shape; to: Shape; at: string },
	{ r4, r5 }: { r4: Definitions; r5: Definitions },
): void {
	const names = Object.keys(reference).map((name) => name.replace(/^_/, ''));
	if (!names.some((name) => TELLING.includes(name))) throw missing(`${at}.reference`);
	const takes = ({ targets }: Shape, type: string) => targets?.includes(type) ?? true;
	const isGone = (type: string) => !r5.resources.includes(type) || (takes(from, type) && !takes(to, type));
	const gone = targetsOf(reference, r4).find(isGone);
	if (gone !== undefined) throw wrongTarget(at, gone);
}
