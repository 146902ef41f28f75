import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { loadHandoverNote } from '../data/conversations';
import { safeHref } from '../shared/safe-href';
import type { HandoverNote as Note, StaffConversation } from '../../src/wire/wire';
import { fullTime, waitingWords } from './times';
import { promiseWords } from './words';

/** What to know before answering a request for a person; folded once nobody waits any more. */
export function HandoverNote( { conversation, onGrown }: { conversation: StaffConversation; onGrown: () => void } ) {
	const { id, promise, waiting_since: waiting } = conversation;
	const [ note, setNote ] = useState< Note | null >( null );
	useEffect( () => {
		const stop = new AbortController();
		// Nothing is lost when it cannot be read: the thread says all of it.
		loadHandoverNote( id, stop.signal ).then( setNote, () => {} );
		return () => stop.abort();
	}, [ id ] );
	useEffect( () => {
		if ( note !== null ) {
			onGrown();
		}
		// eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it came.
	}, [ note ] );
	if ( note === null ) {
		return null;
	}
	const asked = note.question || note.asked;
	return (
		<details className="aaia-handover" open={ waiting !== null }>
			<summary>{ __( 'Handover note', 'aaia-chatbot' ) }</summary>
			<dl>
				{ asked !== '' && <Row term={ __( 'Asked', 'aaia-chatbot' ) }><q dir="auto">{ asked }</q></Row> }
				{ note.asked !== '' && note.question !== '' && note.asked !== note.question && (
					<Row term={ __( 'In short', 'aaia-chatbot' ) }><span dir="auto">{ note.asked }</span></Row>
				) }
				<Row term={ __( 'Why a person', 'aaia-chatbot' ) }>{ reasonWords( note ) }</Row>
				{ note.answers.length > 0 && (
					<Row term={ __( 'The assistant said', 'aaia-chatbot' ) }>
						<ul>{ note.answers.map( ( { message, text, refused } ) => (
							<li key={ message } dir="auto">{ text }{ refused && <em> { __( 'No good source found', 'aaia-chatbot' ) }</em> }</li>
						) ) }</ul>
					</Row>
				) }
				{ note.sources.length > 0 && (
					<Row term={ __( 'Sources tried', 'aaia-chatbot' ) }>
						<ul>{ note.sources.map( ( { url, title } ) => <li key={ url } dir="auto"><Source url={ url } title={ title } /></li> ) }</ul>
					</Row>
				) }
				{ promise && <Row term={ __( 'Promised', 'aaia-chatbot' ) }>{ promiseWords( promise, fullTime( promise.until ) ) }</Row> }
				{ waiting !== null && <Row term={ __( 'Status', 'aaia-chatbot' ) }>{ waitingWords( waiting ) }</Row> }
			</dl>
		</details>
	);
}

function Row( { term, children }: { term: string; children: ReactNode } ) {
	return <div><dt>{ term }</dt><dd>{ children }</dd></div>;
}

function Source( { url, title }: { url: string; title: string } ) {
	const href = safeHref( url );
	return href === null ? <>{ title || url }</> : <a href={ href } target="_blank" rel="nofollow noopener noreferrer">{ title || url }</a>;
}

/** Why the assistant did not go on by itself. */
function reasonWords( { reason, answers }: Note ): string {
	const words: Readonly< Record< Note[ 'reason' ], string > > = {
		asked: __( 'The visitor asked for one.', 'aaia-chatbot' ),
		contact: __( 'The visitor wants to be contacted.', 'aaia-chatbot' ),
		frustration: __( 'The visitor seemed frustrated.', 'aaia-chatbot' ),
		technical: __( 'Something did not work.', 'aaia-chatbot' ),
		out_of_scope: __( 'The assistant could not help further.', 'aaia-chatbot' ),
	};
	const refused = answers.filter( ( answer ) => answer.refused ).length;
	return refused === 0 ? words[ reason ] : `${ words[ reason ] } ${ refused === answers.length
		? __( 'The assistant found no answer.', 'aaia-chatbot' )
		/* translators: 1: how many answers, 2: of how many. */
		: sprintf( __( 'It found no answer to %1$d of the last %2$d questions.', 'aaia-chatbot' ), refused, answers.length ) }`;
}
