/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import { isTool, sourcesOf, textOf } from '../../../src/message-parts';
import type { VisitorMessage as Message } from '../../../src/wire/wire';
import { authorName } from '../authors';
import type { FilesElement, MarkdownReader } from '../../element';
import type { Controller } from '../controller';
import { timeText } from '../time';
import type { ApprovalReply } from '../state';
import { Dots } from './Dots';
import { Face } from './Face';
import { Icon } from './Icon';
import { Later } from './Later';
import { Markdown, withoutHalfLink } from './Markdown';
import { Pure } from './Pure';
import { Rating } from './Rating';
import { Sources } from './Sources';

export interface MessageItemProps {
	message: Message;
	controller: Controller;
	/** The message before it is by the same author, so the name need not be said again. */
	follows: boolean;
	/** Nothing came after it. */
	last: boolean;
	/** A person can be asked for from here. */
	offer: boolean;
	approval: ApprovalReply | null;
	base: string;
	reader: MarkdownReader;
	language: string;
	/** Tells its sources from those of other messages. */
	number: string;
	ratings: boolean;
	limits: { text: number; comment: number };
}

/** The one tool a visitor has a say in; others are the assistant's own matter. */
const SUPPORT_TOOL = 'tool-send_support_email';

/** One message with its author, time, sources and what can be done with it. */
export class MessageItem extends Pure< MessageItemProps > {
	public override render() {
		const { message, controller, follows, last, offer, approval, base, reader, language, number, ratings, limits } = this.props;
		const { id, parts, metadata: { author, created_at: at, generation, offer_person: offersPerson } } = message;
		const text = textOf( parts );
		const sources = sourcesOf( parts );
		const running = generation === 'streaming';
		const answered = author === 'assistant' && ! running && text !== '';
		return (
			<article
				class={ `message by-${ author }` }
				part={ `message message-${ author }` }
				data-author={ author }
				data-message-id={ id }
				aria-busy={ running }
			>
				<div class={ follows ? 'meta hidden' : 'meta' }>
					{ author === 'agent' && <Face { ...message.metadata } /> }
					<b dir="auto">{ authorName( message ) }</b> <time dateTime={ at }>{ timeText( at, language ) }</time>
				</div>
				{ parts.map( ( part ) => {
					if ( part.type === 'text' ) {
						return (
							part.text && (
								<div class="bubble" part="bubble">
									{ author === 'visitor' ? (
										<div class="plain" dir="auto">
											{ part.text }
										</div>
									) : (
										<Markdown
											text={ generation === 'complete' ? part.text : withoutHalfLink( part.text ) }
											base={ base } reader={ reader } sources={ author === 'assistant' ? sources : null }
										/>
									) }
								</div>
							)
						);
					}
					if ( part.type === 'file' ) {
						return <aaia-file ref={ ( node: FilesElement | null ) => controller.files( node, part ) }>{ part.filename }</aaia-file>;
					}
					return (
						isTool( part ) &&
						part.type === SUPPORT_TOOL && (
							<Later
								key={ part.toolCallId }
								controller={ controller }
								draw={ ( { Approval } ) => (
									<Approval
										part={ part }
										controller={ controller }
										outdated={ ! last }
										limit={ limits.text }
										reply={ approval?.id === part.approval?.id ? approval : null }
									/>
								) }
							/>
						)
					);
				} ) }
				{ running && ! text && <Dots /> }
				{ ! running && (
					<Sources
						sources={ sources }
						base={ base }
						message={ id }
						controller={ controller }
						language={ language }
						number={ number }
						limit={ limits.comment }
					/>
				) }
				{ author === 'assistant' && generation === 'interrupted' && <p class="note">{ __( 'This answer was stopped.', 'aaia-chatbot' ) }</p> }
				{ author === 'assistant' && generation === 'failed' && (
					<p class="note">{ __( 'This answer couldn’t be finished.', 'aaia-chatbot' ) }</p>
				) }
				{ answered && <Rating message={ message } controller={ controller } ratings={ ratings } limit={ limits.comment } /> }
				{ offer && ( offersPerson || generation === 'failed' ) && (
					<button class="button person" onClick={ controller.askForPerson }>
						<Icon name="person" />
						{ __( 'Talk to a person', 'aaia-chatbot' ) }
					</button>
				) }
			</article>
		);
	}
}
