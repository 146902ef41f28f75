import { useEffect, useState } from '@wordpress/element';
import type { KeyboardEvent, RefObject } from 'react';
import type { CannedReplies, CannedReply } from '../../../src/wire/wire';
import { insert, typedAfter } from '../insert';
import type { Typed } from '../insert';
import { findReplies } from './find';
import { useCannedReplies } from './use-canned-replies';
import type { CannedRepliesState } from './use-canned-replies';
import { useChoice } from './use-choice';
import { fill } from './variables';
import type { Values } from './variables';

export interface FieldReplies {
	replies: CannedRepliesState;
	values: Values;
	/** Where the caret is while somebody types; null otherwise. */
	caret: number | null;
	setCaret: ( caret: number | null ) => void;
	/** The slash whose list is open, and what was typed after it. */
	slash: Typed | null;
	/** Replies for what was typed after the slash. */
	found: readonly CannedReply[];
	active: CannedReply | undefined;
	/** True when the key was for the list. */
	onKey: ( event: KeyboardEvent ) => boolean;
	/** Puts a reply with its values in place of what is marked, or of the slash and what was typed after it. */
	insertReply: ( reply: CannedReply ) => void;
}

/** Canned replies in a field: chosen by a slash and a code while somebody types, or from a list. */
export function useFieldReplies(
	field: RefObject< HTMLTextAreaElement >,
	text: string,
	valuesWith: ( site: CannedReplies[ 'values' ] ) => Values
): FieldReplies {
	const replies = useCannedReplies();
	const values = valuesWith( replies.known?.values ?? { agent_name: '', site_name: '' } );
	const [ caret, setCaret ] = useState< number | null >( null );
	const [ closedAt, setClosedAt ] = useState< number | null >( null );
	const typed = caret === null ? null : typedAfter( '/', text, caret );
	const slash = typed !== null && typed.at !== closedAt ? typed : null;
	const found = slash ? findReplies( replies.known?.items ?? [], slash.query ) : [];
	const insertReply = ( reply: CannedReply ): void => {
		if ( field.current ) {
			const { selectionStart, selectionEnd } = field.current;
			insert( field.current, fill( reply.text, values ), slash?.at ?? selectionStart, selectionEnd );
			setCaret( null );
		}
	};
	const { active, onKey } = useChoice( found, typed?.query ?? '', insertReply );
	const { load } = replies;
	const isOpen = slash !== null;
	useEffect( () => {
		if ( isOpen ) {
			load();
		}
	}, [ isOpen, load ] );
	const isTyped = typed !== null;
	useEffect( () => {
		if ( ! isTyped ) {
			setClosedAt( null );
		}
	}, [ isTyped ] );
	return {
		replies,
		values,
		caret,
		setCaret,
		slash,
		found,
		active,
		onKey: ( event ) => {
			if ( slash && event.key === 'Escape' ) {
				event.preventDefault();
				event.stopPropagation();
				setClosedAt( slash.at );
				return true;
			}
			return onKey( event );
		},
		insertReply,
	};
}
