/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { readFileSync } from 'node:fs';

import ts from 'typescript';

/** One member of an interface of `@types/fhir`, such as `name?: HumanName[] | undefined`. */
export interface Member {
	name: string;
	/** Name of the interface, or `string`, `number`, `boolean`. */
	type: string;
	/** The values of a code, where they are fixed. */
	codes?: string[];
	required: boolean;
	repeats: boolean;
	/** The first line of the comment. */
	help: string;
}

export interface Interface {
	name: string;
	/** Name of the interface that it extends. */
	base?: string;
	isResource: boolean;
	members: Member[];
}

/** Longer help is cut at a word: it stands in the labels of a form. */
const MAX_HELP = 110;

/** The interfaces of one version of FHIR, by name. */
export function interfacesOf(version: 'r4' | 'r5'): Map<string, Interface> {
	const file = require.resolve('@types/fhir/package.json').replace('package.json', `${version}.d.ts`);
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
	const found = source.statements.filter(ts.isInterfaceDeclaration).map(interfaceOf);
	return new Map(found.map((entry) => [entry.name, entry]));
}

function interfaceOf(node: ts.InterfaceDeclaration): Interface {
	const properties = node.members.filter(ts.isPropertySignature);
	// `BundleEntry<T extends Resource>`: what stands for any resource is one.
	const bounds = new Map(
		node.typeParameters?.map(({ name, constraint }) => [name.text, constraint?.getText()]),
	);
	return {
		name: node.name.text,
		base: node.heritageClauses?.[0]?.types[0]?.getText(),
		isResource: properties.some(namesItsType),
		members: properties
			.filter((property) => !property.name.getText().startsWith('_') && !namesItsType(property))
			.map(memberOf)
			.map((member) => ({ ...member, type: bounds.get(member.type) ?? member.type })),
	};
}

/** `readonly resourceType: 'Patient'`; some parts of resources have an element of that name, which is none. */
const namesItsType = (property: ts.PropertySignature): boolean =>
	property.name.getText() === 'resourceType' &&
	(property.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false);

function memberOf(property: ts.PropertySignature): Member {
	// Without `| undefined`, which every optional member carries.
	const parts = alternatives(property.type!).filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
	const [first] = parts;
	const repeats = parts.length === 1 && ts.isArrayTypeNode(first);
	const elements = repeats ? alternatives(first.elementType) : parts;
	const codes = elements.map((part) =>
		ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? part.literal.text : undefined,
	);
	const isCoded = codes.every((code) => code !== undefined);
	return {
		name: property.name.getText(),
		type: isCoded ? 'string' : elements[0].getText().replace(/<.*>/, ''),
		...(isCoded && { codes: codes as string[] }),
		required: property.questionToken === undefined,
		repeats,
		help: helpOf(property),
	};
}

/** The members of a union, parentheses aside. */
function alternatives(type: ts.TypeNode): ts.TypeNode[] {
	if (ts.isParenthesizedTypeNode(type)) return alternatives(type.type);
	return ts.isUnionTypeNode(type) ? type.types.flatMap(alternatives) : [type];
}

function helpOf(property: ts.PropertySignature): string {
	const [comment] = ts.getJSDocCommentsAndTags(property);
	const text = typeof comment?.comment === 'string' ? comment.comment : '';
	const [line] = text.split('\n');
	const trimmed = line.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
	return trimmed.length <= MAX_HELP ? trimmed : `${trimmed.slice(0, MAX_HELP).replace(/\s\S*$/, '')}…`;
}
