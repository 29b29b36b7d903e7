/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

import ts from 'typescript';

export const ROOT = resolve(__dirname, '..', '..');

/** A file of the project with everything that it imports. */
export interface Source {
	/** From the root, with forward slashes. */
	path: string;
	text: string;
	imports: Import[];
}

export interface Import {
	/** As it is written. */
	name: string;
	/** From the root and without an extension; only for relative imports. */
	file?: string;
}

const fromRoot = (path: string): string => relative(ROOT, path).split(sep).join('/');

/** Reads all files of a folder whose name ends like this; none when the folder is not there. */
export function sourcesIn(folder: string, ending: RegExp): Source[] {
	const start = join(ROOT, folder);
	if (!existsSync(start)) return [];
	return readdirSync(start, { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return sourcesIn(path, ending);
		return ending.test(entry.name) ? [read(path)] : [];
	});
}

function read(path: string): Source {
	const text = readFileSync(join(ROOT, path), 'utf8');
	const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName: name }) => ({
		name,
		file: name.startsWith('.') ? fromRoot(resolve(dirname(join(ROOT, path)), name)) : undefined,
	}));
	return { path, text, imports };
}

/** Folders directly below one. */
export const foldersIn = (folder: string): string[] =>
	readdirSync(join(ROOT, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);

/** `file -> import`, for each import that is not allowed; reads well when a test fails. */
export const crossings = (sources: Source[], isAllowed: (one: Import, source: Source) => boolean): string[] =>
	sources.flatMap((source) =>
		source.imports.filter((one) => !isAllowed(one, source)).map(({ name }) => `${source.path} -> ${name}`),
	);

/** Where the type `any` is written, as `file:line`. */
export function anyIn({ path, text }: Source): string[] {
	const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (node.kind === ts.SyntaxKind.AnyKeyword)
			found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}
