import escapeRegExp from 'lodash/escapeRegExp';
import { ExpressionError, NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { ApiFailure, RunCancelled } from './apiFailure';
import { FieldRefusal } from './refusal';

/** What is known of the item that something went wrong with. */
export interface ItemContext {
	itemIndex?: number;
	/** Labels of the form by the vendor's field names. */
	labels?: Record<string, string>;
	/** Texts of this item that may describe a person. */
	personal?: Array<{ text: string; label: string }>;
}

/** Longer answers are cut: what matters stands in front. */
const MAX_WORDS = 300;

/**
 * A vendor's own words, fit to be shown and logged: field names as the form labels them, and what may describe a person
 * blotted out, because vendors like to quote it.
 */
export function readable(message: string, { labels = {}, personal = [] }: ItemContext): string {
	let words = message.replace(/[^\s@'"<>]+@[^\s@'"<>]+\.[^\s@'"<>]+/g, '[e-mail address]');
	// The longest first, so that no rest of a name stays behind when a part of it stands elsewhere in the form.
	for (const { text, label } of [...personal].sort((a, b) => b.text.length - a.text.length)) {
		if (text.length > 2) words = blotOut(words, text, `[${label}]`);
	}
	for (const [name, label] of Object.entries(labels)) {
		if (name.length > 2)
			words = words.replace(new RegExp(`(?<![\\w'])['"]?\\b${name}\\b['"]?(?![\\w'])`, 'g'), `'${label}'`);
	}
	return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words;
}

/** Texts longer than this, such as files in Base64, are too long for a regular expression. */
const LONG_TEXT = 1000;

function blotOut(words: string, text: string, mark: string): string {
	if (text.length > words.length) return words;
	return text.length > LONG_TEXT
		? words.split(text).join(mark)
		: words.replace(new RegExp(escapeRegExp(text), 'gi'), mark);
}

/** The one place where anything that went wrong becomes what n8n shows. */
export function toNodeError(
	node: INode,
	error: unknown,
	context: ItemContext = {},
): NodeApiError | NodeOperationError {
	const { itemIndex, labels = {} } = context;
	const suffix = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;

	if (error instanceof ApiFailure) {
		const field =
			error.field && !error.message.includes(error.field) ? ` ('${labels[error.field] ?? error.field}')` : '';
		return new NodeApiError(
			node,
			{},
			{
				message: readable(error.message, context) + field + suffix,
				description: error.description,
				httpCode: error.statusCode?.toString(),
				failure: error.failure,
				itemIndex,
			},
		);
	}
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof FieldRefusal || error instanceof RunCancelled) {
		const description = error instanceof FieldRefusal ? error.description : undefined;
		return new NodeOperationError(node, error.message + suffix, { description, itemIndex });
	}
	if (error instanceof ExpressionError) return new NodeOperationError(node, error, { itemIndex });
	// A fault of ours: its text may quote data, so only its kind is shown.
	const kind = error instanceof Error ? error.name : typeof error;
	return new NodeOperationError(node, `The node stopped unexpectedly (${kind})${suffix}`, {
		description: 'This is a fault of the node. Please report it with the operation you used.',
		failure: { cause: 'node-defect' },
		itemIndex,
	});
}
