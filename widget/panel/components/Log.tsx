/** @jsxImportSource preact */
import { Component } from 'preact';
import { __ } from '../../../src/i18n/texts';
import type { Controller } from '../controller';
import { failureText } from '../failure-text';
import { markdownReader } from '../markdown-reader';
import { numberOf } from '../number-of';
import { canAskForPerson, limitsOf } from '../state';
import type { PanelState } from '../state';
import { timeText } from '../time';
import { IconButton } from './IconButton';
import { Dots } from './Dots';
import { Later } from './Later';
import { MessageItem } from './MessageItem';

interface LogProps {
	id: string;
	state: PanelState;
	controller: Controller;
	/** Where relative links lead. */
	base: string;
	language: string;
	/** Tells the chat from others of the page. */
	number: string;
	/** Another chat of the page tells screen readers what happens. */
	quiet: boolean;
}

/** Within this distance of its end the log follows new text. Pixels. */
const NEAR_END = 60;

/** Left free above a long message. Pixels. */
const HEADROOM = 12;

/** The conversation. Follows its end unless the visitor has scrolled up to read. */
export class Log extends Component< LogProps, { behind: boolean } > {
	public override state = { behind: false };
	#box: HTMLElement | null = null;
	#follows = true;
	#lastShown = '';

	public override componentDidMount(): void {
		this.#toEnd();
	}

	public override componentDidUpdate( { state: before }: LogProps ): void {
		const { outgoing, messages, open, turn } = this.props.state;
		const newest = outgoing?.id ?? messages[ messages.length - 1 ]?.metadata.client_id ?? '';
		if ( newest !== this.#lastShown ) {
			// What the visitor has just sent is always shown.
			this.#lastShown = newest;
			this.#follows ||= newest !== '';
		}
		if ( this.#follows && open ) {
			this.#follow();
		}
		if ( turn !== before.turn && turn.kind === 'failed' ) {
			this.#toEnd();
		}
		this.#look();
	}

	#toEnd = (): void => this.#scroll( this.#box?.scrollHeight ?? 0 );

	#scroll( to: number ): void {
		if ( this.#box ) {
			this.#box.scrollTop = to;
		}
	}

	/** Shows the end, but never pushes the beginning of the newest message out of sight: long answers are read from their start. */
	#follow(): void {
		const box = this.#box;
		const newest = [ ...( box?.querySelectorAll< HTMLElement >( 'article' ) ?? [] ) ].pop();
		this.#scroll( Math.max( box?.scrollTop ?? 0, newest ? newest.offsetTop - HEADROOM : 0 ) );
	}

	/** Whether there is something below what is seen. */
	#look = (): void => {
		const box = this.#box;
		const behind = !! box && ! this.#follows && box.scrollHeight - box.scrollTop - box.clientHeight > NEAR_END;
		if ( behind !== this.state.behind ) {
			this.setState( { behind } );
		}
	};

	#scrolled = (): void => {
		const box = this.#box;
		this.#follows = !! box && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
		this.#look();
	};

	public override render() {
		const reader = markdownReader();
		const { id, state, controller, base, language, number, quiet } = this.props;
		const { config, conversation, messages, outgoing, turn, approval, loading, typing } = state;
		const offer = canAskForPerson( state );
		const empty = ! messages.length && ! outgoing && ! loading;
		const waits = turn.kind === 'sending' || turn.kind === 'queued' || typing !== null || loading;
		return (
			<div class="middle">
				<div
					class="log"
					part="log"
					role="log"
					aria-live="off"
					aria-label={ __( 'Messages', 'aaia-chatbot' ) }
					tabIndex={ 0 }
					ref={ ( box ) => {
						this.#box = box;
					} }
					onScroll={ this.#scrolled }
				>
					<p class="notice plain" part="notice" id={ `${ id }-notice` } dir="auto">
						{ config?.ai_notice || __( 'An AI assistant answers here and can make mistakes.', 'aaia-chatbot' ) }
						{ ! config?.ai_notice && config?.features.handover && ' ' + __( 'You can talk to a person at any time.', 'aaia-chatbot' ) }
					</p>
					<div class="bubble greeting plain" part="bubble" dir="auto">
						{ config?.greeting || __( 'Hello! How can we help you?', 'aaia-chatbot' ) }
					</div>
					{ messages.map( ( message, index ) => (
						<MessageItem
							key={ message.id }
							message={ message }
							controller={ controller }
							base={ base }
							reader={ reader }
							language={ language }
							number={ numberOf( index - 1 ) + number }
							follows={ index > 0 && isSameHand( messages[ index - 1 ]?.metadata, message.metadata ) }
							last={ index === messages.length - 1 && ! outgoing }
							offer={ offer && index === messages.length - 1 && ! outgoing }
							approval={ approval }
							ratings={ config?.features.ratings !== false }
							limits={ limitsOf( config ) }
						/>
					) ) }
					{ outgoing && (
						<article class="message by-visitor" part="message message-visitor" data-author="visitor" data-message-id={ outgoing.id }>
							<div class="meta">
								<b>{ __( 'You', 'aaia-chatbot' ) }</b> <time dateTime={ outgoing.at }>{ timeText( outgoing.at, language ) }</time>
							</div>
							<div class="bubble" part="bubble">
								<div class="plain" dir="auto">
									{ outgoing.text || '📎' }
								</div>
							</div>
						</article>
					) }
					{ turn.kind === 'failed' && (
						<div class="failure" role={ quiet ? undefined : 'alert' }>
							{ failureText( turn.failure ) }{ ' ' }
							{ turn.failure.reason !== 'gone' && (
								<button class="link" onClick={ controller.retry }>
									{ __( 'Try again', 'aaia-chatbot' ) }
								</button>
							) }
						</div>
					) }
					{ conversation.status === 'resolved' && config?.features.ratings && (
						<Later controller={ controller } draw={ ( { Score } ) => <Score score={ conversation.score } onScore={ controller.score } /> } />
					) }
					{ waits && <Dots /> }
					{ empty && config && (
						<div class="suggestions">
							{ config.suggestions.map( ( text ) => (
								<button key={ text } class="button" part="suggestion" dir="auto" onClick={ () => controller.send( text ) }>
									{ text }
								</button>
							) ) }
						</div>
					) }
				</div>
				{ this.state.behind && (
					<IconButton icon="below" class="below" label={ __( 'Go to the latest message', 'aaia-chatbot' ) } onClick={ this.#toEnd } />
				) }
			</div>
		);
	}
}

function isSameHand( a: { author: string; name: string | null } | undefined, b: { author: string; name: string | null } ): boolean {
	return a?.author === b.author && a.name === b.name;
}
