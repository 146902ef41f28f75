/** @jsxImportSource preact */
import { textOf } from '../../../src/message-parts';
import { __ } from '../../../src/i18n/texts';
import type { VisitorMessage as Message } from '../../../src/wire/wire';
import type { Controller } from '../controller';
import { markdownReader } from '../markdown-reader';
import { onEscape } from '../on-escape';
import { IconButton } from './IconButton';
import { Later } from './Later';
import { withoutMarkers } from './Markdown';
import { Pure } from './Pure';

interface RatingProps {
	message: Message;
	controller: Controller;
	/** The owner wants ratings. */
	ratings: boolean;
	/** Longest comment, in characters. */
	limit: number;
}

interface RatingState {
	/** The comment's form is open, or its words were sent. */
	comment: 'none' | 'asked' | 'thanked';
	copied: boolean;
}

/** What can be done with a finished answer: copy it, say whether it helped, and why. */
export class Rating extends Pure< RatingProps, RatingState > {
	public override state: RatingState = { comment: 'none', copied: false };
	#box: HTMLElement | null = null;

	/** The keyboard goes back to where it came from. */
	#close = (): void => {
		this.#box?.querySelector< HTMLElement >( '[aria-pressed=true]' )?.focus();
		this.setState( { comment: 'none' } );
	};

	#copy = async (): Promise< void > => {
		await navigator.clipboard.writeText( markdownReader().plain( withoutMarkers( textOf( this.props.message.parts ) ) ) );
		this.setState( { copied: true } );
	};

	#rate = async ( value: 'up' | 'down' ): Promise< void > => {
		const { message, controller } = this.props;
		const taken = message.metadata.rating === value;
		this.setState( { comment: taken ? 'none' : 'asked' } );
		if ( ! ( await controller.rate( message, taken ? null : value ) ) ) {
			this.setState( { comment: 'none' } );
		}
	};

	#comment = async ( text: string ): Promise< void > => {
		const { message, controller } = this.props;
		if ( ! text || ( await controller.rate( message, message.metadata.rating, text ) ) ) {
			this.setState( { comment: 'thanked' } );
		}
	};

	public override render() {
		const { message: { id, metadata: { rating } }, controller, limit, ratings } = this.props;
		const { comment, copied } = this.state;
		const thumb = ( value: 'up' | 'down', label: string ) => (
			<IconButton
				icon="thumb"
				class={ `tool ${ value }` }
				label={ label }
				aria-pressed={ rating === value }
				onClick={ () => this.#rate( value ) }
			/>
		);
		return (
			<div
				class="tools" part="answer-tools" ref={ ( box ) => void ( this.#box = box ) }
				onKeyDown={ comment === 'asked' ? onEscape( this.#close ) : undefined }
			>
				{ ratings && thumb( 'up', __( 'Helpful', 'aaia-chatbot' ) ) }
				{ ratings && thumb( 'down', __( 'Not helpful', 'aaia-chatbot' ) ) }
				{ navigator.clipboard && (
					<IconButton
						icon={ copied ? 'check' : 'copy' }
						label={ copied ? __( 'Copied', 'aaia-chatbot' ) : __( 'Copy', 'aaia-chatbot' ) }
						onClick={ () => void this.#copy() }
					/>
				) }
				{ comment === 'asked' && (
					<Later
						controller={ controller }
						onCancel={ this.#close }
						draw={ ( { Comment } ) => (
							<Comment message={ id } limit={ limit } onComment={ ( text ) => void this.#comment( text ) } onCancel={ this.#close } />
						) }
					/>
				) }
				{ comment === 'thanked' && rating && <Later controller={ controller } draw={ ( { Thanks } ) => <Thanks /> } /> }
			</div>
		);
	}
}
