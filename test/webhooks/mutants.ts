import ts from 'typescript';

/** A change to a source that a test must notice. */
export interface Mutant {
	/** Where, and what became of it. */
	label: string;
	line: number;
	source: string;
}

const K = ts.SyntaxKind;

/** What a sign is turned into. */
const SIGNS: Partial<Record<ts.SyntaxKind, string[]>> = {
	[K.EqualsEqualsEqualsToken]: ['!=='],
	[K.ExclamationEqualsEqualsToken]: ['==='],
	[K.LessThanToken]: ['<=', '>='],
	[K.LessThanEqualsToken]: ['<', '>'],
	[K.GreaterThanToken]: ['>=', '<='],
	[K.GreaterThanEqualsToken]: ['>', '<'],
	[K.AmpersandAmpersandToken]: ['||'],
	[K.BarBarToken]: ['&&'],
	[K.MinusToken]: ['+'],
	[K.PlusToken]: ['-'],
};

/** What is given back in place of this. */
function otherThan({ kind }: ts.Node): string[] {
	if (kind === K.TrueKeyword) return ['false'];
	return [kind === K.FalseKeyword ? 'true' : 'undefined as never'];
}

type Replacement = [node: ts.Node, texts: string[]];

/** The parts of one node that can be wrong, and wrong forms of them. */
function replacementsOf(node: ts.Node, text: (node: ts.Node) => string): Replacement[] {
	if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return [];
	if (ts.isBinaryExpression(node)) return [[node.operatorToken, SIGNS[node.operatorToken.kind] ?? []]];
	if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken)
		return [[node, [text(node.operand)]]];
	if (ts.isConditionalExpression(node)) return [[node, [text(node.whenTrue), text(node.whenFalse)]]];
	if (ts.isIfStatement(node)) return [[node.expression, ['true', 'false']]];
	if (ts.isReturnStatement(node) && node.expression) return [[node.expression, otherThan(node.expression)]];
	if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return [[node.body, otherThan(node.body)]];
	if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) return [[node, [';']]];
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
		return [[node, [text(node.expression.expression)]]];
	if (ts.isStringLiteral(node)) return [[node, ["'mutated'"]]];
	if (ts.isNumericLiteral(node)) return [[node, [String(Number(node.text.replace(/_/g, '')) + 1)]]];
	return [];
}

/** One mutant for every wrong form of every part of a TypeScript source. Imports and types are left alone. */
export function mutantsOf(source: string): Mutant[] {
	const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
	const mutants: Mutant[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeNode(node)) return;
		for (const [part, texts] of replacementsOf(node, (inner) => inner.getText(file))) {
			const start = part.getStart(file);
			const line = file.getLineAndCharacterOfPosition(start).line + 1;
			const original = part.getText(file).replace(/\s+/g, ' ');
			for (const text of texts.filter((wrong) => !wrong.startsWith(original))) {
				const context = part.parent.getText(file).replace(/\s+/g, ' ');
				mutants.push({
					label: `${line}: ${original} → ${text.replace(/\s+/g, ' ')} (in ${context.slice(0, 90)})`,
					line,
					source: source.slice(0, start) + text + source.slice(part.end),
				});
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return mutants;
}
