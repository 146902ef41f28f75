<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Http\Origins;
use Aaia\Chatbot\Mail\Address\AddressLinks;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\HtmlPart;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MailErrors;
use Aaia\Chatbot\Mail\MessageIds;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;

/**
 * Sends a visitor who left the replies of agents that they have not seen, with a link that opens this conversation.
 *
 * Contains the replies and fixed text only: no private note, nothing the visitor or the assistant wrote, no URL that a browser sent. Each
 * attempt has a code of its own, because only a hash of it is stored.
 */
final class ReplyMailSender implements DeliverySender {

	/** The code's name in the fragment of the page's address. The launcher and the panel know it too. */
	private const FRAGMENT = '#aaia=';

	/** Longest text of replies in one mail. Characters. */
	private const MAX_TEXT = 8000;

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly UnseenReplies $replies,
		private readonly InvitationRepository $invitations,
		private readonly AddressLinks $links,
		private readonly Origins $origins,
		private readonly PublicName $names,
		private readonly Settings $settings,
		private readonly Mailer $mailer,
		private readonly MailErrors $errors,
		private readonly Clock $clock,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::REPLY === $delivery->purpose;
	}

	/** Sends nothing when the visitor has seen the replies meanwhile, or the address or the owner's setting has changed. */
	public function send( Delivery $delivery ): DeliveryOutcome {
		$conversation = null === $delivery->conversation_id ? null : $this->conversations->by_id( $delivery->conversation_id );
		if (
			null === $conversation
			|| ! $this->replies->are_mailed( $conversation )
			|| $delivery->recipient !== $this->replies->recipient( $conversation )
		) {
			return DeliveryOutcome::needless();
		}
		$written = $this->replies->last_written( $conversation );
		$replies = $this->replies->of( $conversation, $delivery->recipient, $written, $delivery );
		if ( [] === $replies ) {
			return DeliveryOutcome::needless();
		}
		$link    = $this->link( $conversation );
		$first   = UnseenReplies::are_first( $conversation, $written );
		$outcome = $this->mailer->send(
			LocaleSwitcher::run( $conversation->language, fn(): Email => $this->mail( $delivery, $conversation, $replies, $link, $first ) )
		);
		return ! $outcome->accepted && $this->errors->is_bad_recipient( $outcome->reason )
			? DeliveryOutcome::refused( $outcome->reason, final: true )
			: $outcome;
	}

	/**
	 * @param non-empty-list<Message> $replies
	 * @param bool                    $first   Whether the team began the conversation.
	 */
	private function mail( Delivery $delivery, Conversation $conversation, array $replies, string $link, bool $first ): Email {
		$site     = Email::site_name();
		$reply_to = $this->settings->text( 'visitor_reply_to' );
		$stop     = $this->links->url( $delivery );
		$text     = implode( "\n\n", array_filter( [
			__( 'Hello,', 'aaia-chatbot' ),
			$this->opening( $replies, $site, $first ),
			self::quoted( $replies ),
			'' === $link ? '' : __( 'Read the whole conversation and answer here:', 'aaia-chatbot' ) . "\n" . $link,
			'' === $link ? '' : sprintf(
				/* translators: %s: day such as "Monday, November 23". */
				__( 'The link works until %s and opens this conversation only. Please do not pass it on.', 'aaia-chatbot' ),
				(string) wp_date( __( 'l, F j', 'aaia-chatbot' ), $this->clock->now()->getTimestamp() + InvitationRepository::DAYS * DAY_IN_SECONDS )
			),
			match ( true ) {
				/* translators: %s: e-mail address. */
				'' !== $reply_to => sprintf( __( 'Replies to this e-mail go to %s and do not appear in the chat.', 'aaia-chatbot' ), $reply_to ),
				'' !== $link     => __( 'Please do not reply to this e-mail: use the link.', 'aaia-chatbot' ),
				default          => __( 'Please do not reply to this e-mail.', 'aaia-chatbot' ),
			},
			$site,
			__( 'Not for you, or want no more e-mails from us? Tell us here:', 'aaia-chatbot' ) . "\n" . $stop,
		] ) );
		return new Email(
			$delivery->recipient,
			$first
				/* translators: %s: name of the site. */
				? sprintf( __( 'A message for you – %s', 'aaia-chatbot' ), $site )
				/* translators: %s: name of the site. */
				: sprintf( __( 'Our reply to you – %s', 'aaia-chatbot' ), $site ),
			$text,
			'' === $reply_to ? null : $reply_to,
			MessageIds::for_delivery( $delivery ),
			MessageIds::for_conversation( $conversation ),
			[ 'X-AAIA-Type' => 'reply' ],
			HtmlPart::from_text( $text, $link ),
			to_team: false
		);
	}

	/**
	 * @param non-empty-list<Message> $replies
	 * @param bool                    $first   Whether the team began the conversation.
	 */
	private function opening( array $replies, string $site, bool $first ): string {
		$names = array_values( array_unique( array_filter( array_map(
			fn( Message $reply ): ?string => null === $reply->author_id ? null : $this->names->of( $reply->author_id ),
			$replies
		) ) ) );
		if ( 1 === count( $names ) && $names[0] !== $site ) {
			return $first
				/* translators: 1: name of a person of the team, 2: name of the site. */
				? sprintf( __( '%1$s from %2$s writes to you:', 'aaia-chatbot' ), Text::line( $names[0] ), $site )
				/* translators: 1: name of a person of the team, 2: name of the site. */
				: sprintf( __( '%1$s from %2$s answered you in the chat:', 'aaia-chatbot' ), Text::line( $names[0] ), $site );
		}
		return $first
			/* translators: %s: name of the site. */
			? sprintf( __( 'The team of %s writes to you:', 'aaia-chatbot' ), $site )
			/* translators: %s: name of the site. */
			: sprintf( __( 'The team of %s answered you in the chat:', 'aaia-chatbot' ), $site );
	}

	/** @param non-empty-list<Message> $replies */
	private static function quoted( array $replies ): string {
		$text = implode( "\n\n", array_map( static fn( Message $reply ): string => trim( $reply->text ), $replies ) );
		return implode( "\n", array_map(
			static fn( string $line ): string => '> ' . rtrim( $line ),
			explode( "\n", Text::truncate( $text, self::MAX_TEXT ) )
		) );
	}

	/** The page on which the conversation took place if everybody may read it, else the home page. Empty while the chat is switched off. */
	private function link( Conversation $conversation ): string {
		return $this->settings->bool( 'widget_enabled' )
			? $this->page( $conversation->page_url ) . self::FRAGMENT . $this->invitations->create( $conversation->id )
			: '';
	}

	/**
	 * Made by WordPress from the post that the visitor's URL leads to: the URL itself came from a browser. Posts for which a plugin gives an
	 * address of another site are left out: that site could read the code.
	 */
	private function page( string $url ): string {
		$id   = '' === $url ? 0 : url_to_postid( $url );
		$post = $id > 0 ? get_post( $id ) : null;
		$page = null !== $post && '' === $post->post_password && is_post_publicly_viewable( $post ) ? get_permalink( $post ) : false;
		return is_string( $page ) && $this->origins->allows( $page ) ? $page : home_url( '/' );
	}
}
