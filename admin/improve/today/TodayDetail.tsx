import { Button, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { EarlierAnswer, StaffMessage, StaffThread, TodayItem } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import * as desk from '../../data/conversations';
import { pageFacts } from '../../data/page-facts';
import { setReview } from '../../data/reviews';
import { settleReport } from '../../data/source-reports';
import { loadEarlier, markToday } from '../../data/today';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { authorName, visitorName } from '../../inbox/words';
import { Markdown } from '../../shared/Markdown';
import { randomId } from '../../shared/random-id';
import { ReviewForm } from '../../shared/review/ReviewForm';
import { ReviewLine } from '../../shared/review/ReviewMenu';
import { safeHref } from '../../shared/safe-href';
import { fullTime } from '../../shared/times';
import { useLoaded } from '../../shared/use-loaded';
import { lessonAddress } from '../lessons/lesson-address';
import { reasonWords } from './today-words';

/** Messages shown before and after the one it is about. */
const BEFORE = 3;
const AFTER = 2;

/** One item: why it is here, what was said, and what can be done. */
export function TodayDetail( { item, onHandled, onSkip }: {
	item: TodayItem;
	onHandled: ( undoable?: boolean ) => void;
	onSkip: () => void;
} ) {
	const { conversation, message } = item;
	const load = useCallback(
		() => desk.loadThread( conversation, message === null ? {} : { until: message } ),
		[ conversation, message ]
	);
	const { value: thread, problem, reload } = useLoaded< StaffThread >( load );
	const heading = useRef< HTMLHeadingElement >( null );
	useEffect( () => {
		// Moving on moves the reader along; not on arrival, when nothing has the focus.
		if ( document.activeElement !== document.body ) {
			heading.current?.focus( { preventScroll: true } );
		}
	}, [] );
	const [ failure, setFailure ] = useState( '' );
	const [ busy, setBusy ] = useState( false );
	const act = ( request: Promise< unknown >, undoable = true ): Promise< void > => {
		setBusy( true );
		setFailure( '' );
		return request.then( () => onHandled( undoable ), ( reason ) => {
			setBusy( false );
			setFailure( asProblem( reason ).message );
		} );
	};
	const can = pageFacts().can;
	const about = thread?.items.find( ( { id } ) => id === message );
	return (
		<article aria-busy={ busy }>
			<header>
				<h2 ref={ heading } tabIndex={ -1 } dir="auto">{ thread ? visitorName( thread.conversation ) : '…' }</h2>
				<time dateTime={ item.at }>{ fullTime( item.at ) }</time>
				<a data-key="o" href={ `${ pageFacts().pages.inbox }&conversation=${ encodeURIComponent( conversation ) }` }>
					<span>{ __( 'Open in the inbox', 'aaia-chatbot' ) }</span><kbd aria-hidden="true">O</kbd>
				</a>
			</header>
			<p className="aaia-today__reason">
				{ reasonWords( item ) }
				{ item.comment && <> <q dir="auto">{ item.comment }</q></> }
			</p>
			{ item.source && <Source { ...item.source } /> }
			{ problem && <p role="alert">{ problem }</p> }
			{ thread === null && ! problem && <Spinner /> }
			{ thread && <Excerpt thread={ thread } about={ message } /> }
			{ item.kind === 'contradiction' && <Earlier id={ item.id } /> }
			{ failure && <p className="aaia-review__problem" role="alert">{ failure }</p> }
			{ can.reply && thread && (
				<>
					{ about?.author === 'assistant' && item.kind !== 'sensitive' && (
						<div className="aaia-today__verdict">
							<h3>{ __( 'Judge this answer', 'aaia-chatbot' ) }</h3>
							{ about.review && <ReviewLine review={ about.review } /> }
							<ReviewForm
								review={ about.review }
								onSave={ ( verdict, note ) => setReview( conversation, about.id, verdict, note ).then( async ( changed ) => {
									if ( verdict !== null && item.kind !== 'report' ) {
										await markToday( item.id, true );
										onHandled();
									} else {
										reload();
									}
									return changed;
								} ) }
							/>
						</div>
					) }
					{ item.kind === 'waiting' && <Reply thread={ thread } onSent={ onHandled } onConflict={ reload } /> }
					<Actions item={ item } busy={ busy } act={ act } onSkip={ onSkip } />
				</>
			) }
		</article>
	);
}

/** What can be done with an item, each with its key. */
function Actions( { item, busy, act, onSkip }: {
	item: TodayItem;
	busy: boolean;
	act: ( request: Promise< unknown >, undoable?: boolean ) => Promise< void >;
	onSkip: () => void;
} ) {
	const { id, kind, conversation, message } = item;
	const [ asked, setAsked ] = useState< 'reset' | 'delete' | null >( null );
	const button = ( key: string, label: string, onClick: () => void, primary = false ): ReactNode => (
		<Button
			__next40pxDefaultSize
			variant={ primary ? 'primary' : 'secondary' }
			data-key={ key }
			aria-keyshortcuts={ key }
			disabled={ busy }
			accessibleWhenDisabled
			onClick={ onClick }
		>
			{ label } <kbd aria-hidden="true">{ key.toUpperCase() }</kbd>
		</Button>
	);
	const stored = ! [ 'waiting', 'stuck', 'report' ].includes( kind );
	return (
		<div className="aaia-today__actions">
			{ stored && button( 'd', __( 'Done', 'aaia-chatbot' ), () => void act( markToday( id, true ) ), true ) }
			{ kind === 'report' && button( 'd', __( 'Settle the report', 'aaia-chatbot' ), () => void act( settleReport( id ) ), true ) }
			{ kind === 'waiting' && button( 'e', __( 'Resolve', 'aaia-chatbot' ), () =>
				void act( desk.changeConversation( conversation, { status: 'resolved' } ) ) ) }
			{ kind === 'stuck' && button( 'd', __( 'Retry', 'aaia-chatbot' ), () => void act( desk.retry( conversation ) ), true ) }
			{ kind === 'stuck' && button( 'f', __( 'Free it', 'aaia-chatbot' ), () => void act( desk.free( conversation ) ) ) }
			{ kind === 'rating' && item.rating !== null && button( 'r', __( 'Reset the rating', 'aaia-chatbot' ), () => setAsked( 'reset' ) ) }
			{ kind === 'sensitive' && pageFacts().can.delete &&
				button( 'x', __( 'Delete the conversation', 'aaia-chatbot' ), () => setAsked( 'delete' ) ) }
			<Button __next40pxDefaultSize variant="tertiary" data-key="l" href={ lessonAddress( conversation ) }>
				{ __( 'Write a lesson', 'aaia-chatbot' ) } <kbd aria-hidden="true">L</kbd>
			</Button>
			{ button( 's', __( 'Skip', 'aaia-chatbot' ), onSkip ) }
			{ asked === 'reset' && (
				<ConfirmDialog
					title={ __( 'Reset this rating?', 'aaia-chatbot' ) }
					text={ __( 'It no longer counts in filters and figures. What the visitor said stays in sight as history.', 'aaia-chatbot' ) }
					action={ __( 'Reset', 'aaia-chatbot' ) }
					onSure={ () => {
						setAsked( null );
						return act( ( message === null ? desk.setScore( conversation, null ) : desk.setRating( conversation, message, null ) )
							.then( () => markToday( id, true ) ) );
					} }
					onClose={ () => setAsked( null ) }
				/>
			) }
			{ asked === 'delete' && (
				<ConfirmDialog
					title={ __( 'Delete the conversation?', 'aaia-chatbot' ) }
					text={ __(
						'All its messages, notes, ratings and requests will be deleted, for the visitor too. This can’t be undone.',
						'aaia-chatbot'
					) }
					action={ __( 'Delete permanently', 'aaia-chatbot' ) }
					onSure={ () => {
						setAsked( null );
						return act( desk.deleteConversation( conversation ), false );
					} }
					onClose={ () => setAsked( null ) }
				/>
			) }
		</div>
	);
}

/** The messages around the one it is about, or the newest. */
function Excerpt( { thread: { conversation, items }, about }: { thread: StaffThread; about: string | null } ) {
	const at = items.findIndex( ( { id } ) => id === about );
	const shown = at === -1 ? items.slice( - BEFORE - AFTER ) : items.slice( Math.max( 0, at - BEFORE ), at + AFTER + 1 );
	const visitor = visitorName( conversation );
	return (
		<ol className="aaia-today__thread" aria-label={ __( 'Messages', 'aaia-chatbot' ) }>
			{ shown.map( ( message ) => (
				<li key={ message.id } className={ `is-${ message.author }${ message.id === about ? ' is-about' : '' }` }>
					<p>
						<strong dir="auto">{ authorName( message, visitor ) }</strong>{ ' ' }
						<time dateTime={ message.created_at }>{ fullTime( message.created_at ) }</time>
					</p>
					{ texts( message ).map( ( text, index ) => message.author === 'visitor'
						? <p key={ index } className="aaia-plain" dir="auto">{ text }</p>
						: <Markdown key={ index } text={ text } /> ) }
				</li>
			) ) }
		</ol>
	);
}

const texts = ( { parts }: StaffMessage ): string[] => parts.flatMap( ( part ) => part.type === 'text' ? [ part.text ] : [] );

function Source( { title, url }: { title: string; url: string } ) {
	const href = safeHref( url );
	return (
		<p className="aaia-today__source">
			{ href === null ? title || url : (
				<a href={ href } target="_blank" rel="nofollow ugc noopener noreferrer" dir="auto">{ title || url }</a>
			) }
		</p>
	);
}

/** The earlier answer, to compare. */
function Earlier( { id }: { id: string } ) {
	const load = useCallback( () => loadEarlier( id ), [ id ] );
	const { value, problem } = useLoaded< EarlierAnswer >( load );
	if ( value === null ) {
		return problem === '' ? <Spinner /> : <p role="alert">{ problem }</p>;
	}
	const { earlier } = value;
	return (
		<section className="aaia-today__earlier">
			<h3>{ __( 'The earlier answer', 'aaia-chatbot' ) }</h3>
			{ earlier === null ? <p>{ __( 'It is gone, or you may not see it.', 'aaia-chatbot' ) }</p> : (
				<>
					<p><q dir="auto">{ earlier.question }</q> <time dateTime={ earlier.at }>{ fullTime( earlier.at ) }</time></p>
					<Markdown text={ earlier.answer } />
					<p>
						<a href={ `${ pageFacts().pages.inbox }&conversation=${ encodeURIComponent( earlier.conversation ) }` }>
							{ __( 'Open that conversation', 'aaia-chatbot' ) }
						</a>
					</p>
				</>
			) }
		</section>
	);
}

/** Answers who waits, without leaving the page. */
function Reply( { thread, onSent, onConflict }: { thread: StaffThread; onSent: () => void; onConflict: () => void } ) {
	const [ text, setText ] = useState( '' );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	// The same id when it is tried again, so that it is never stored twice.
	const id = useRef( randomId() );
	const name = visitorName( thread.conversation );
	const seen = thread.items.filter( ( message ) => ! message.private ).at( -1 )?.id;
	const send = (): void => {
		if ( text.trim() === '' || busy ) {
			return;
		}
		setBusy( true );
		setProblem( '' );
		const reply = { id: id.current, text: text.trim(), ...( seen === undefined ? {} : { seen_message: seen } ) };
		desk.sendMessage( thread.conversation.id, reply ).then(
			() => onSent(),
			( reason ) => {
				const failure = asProblem( reason );
				setBusy( false );
				setProblem( failure.message );
				if ( failure.status === 409 ) {
					onConflict();
				}
			}
		);
	};
	return (
		<form
			className="aaia-today__reply"
			onSubmit={ ( event ) => {
				event.preventDefault();
				send();
			} }
		>
			<label>
				{ /* translators: %s: name of a visitor. */ sprintf( __( 'Reply to %s', 'aaia-chatbot' ), name ) } <kbd aria-hidden="true">R</kbd>
				<textarea
					data-key="r"
					rows={ 4 }
					maxLength={ 10000 }
					value={ text }
					disabled={ busy }
					onClick={ ( { currentTarget } ) => currentTarget.focus() }
					onChange={ ( { target } ) => setText( target.value ) }
					onKeyDown={ ( event ) => {
						if ( event.key === 'Enter' && ( event.ctrlKey || event.metaKey ) ) {
							event.preventDefault();
							send();
						}
					} }
				/>
			</label>
			{ problem && <p className="aaia-review__problem" role="alert">{ problem }</p> }
			<Button
				__next40pxDefaultSize
				variant="primary"
				type="submit"
				isBusy={ busy }
				disabled={ busy || text.trim() === '' }
				accessibleWhenDisabled
			>
				{ __( 'Send', 'aaia-chatbot' ) } <kbd aria-hidden="true">Ctrl + ↵</kbd>
			</Button>
		</form>
	);
}
