<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Address;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\PlainPage;
use Aaia\Chatbot\Settings\Settings;

/**
 * The page of the link in a verification mail. GET shows two buttons and changes nothing; their POST confirms or refuses.
 *
 * For the link at the end of a mail of replies there is one button, which refuses.
 */
final class AddressPage {

	/** Values of the buttons. */
	public const YES = 'yes';

	public const NO = 'no';

	public function __construct(
		private readonly AddressLinks $links,
		private readonly AddressConfirmation $confirmation,
		private readonly ConversationRepository $conversations,
		private readonly Settings $settings,
	) {}

	/** Answers a request that has a code, and ends it. */
	public function serve(): never {
		$code   = PlainPage::text_of( $_GET, AddressLinks::KEY );
		$answer = PlainPage::is_posted() ? PlainPage::text_of( $_POST, 'answer' ) : '';
		$this->answer( $code, $answer )->send();
		exit;
	}

	/** @param string $answer YES, NO, or empty when nobody pressed a button. */
	public function answer( string $code, string $answer ): PlainPage {
		$reply        = $this->links->reply( $code );
		if ( null !== $reply ) {
			return $this->refusal( $reply, $answer );
		}
		$check        = $this->links->check( $code );
		$conversation = null === $check ? null : $this->conversations->by_id( $check->conversation_id );
		$locale       = $conversation->language ?? determine_locale();
		return LocaleSwitcher::run(
			$locale,
			function () use ( $check, $answer, $locale ): PlainPage {
				$title = __( 'Your e-mail address', 'aaia-chatbot' );
				if ( null === $check ) {
					return new PlainPage( 404, $locale, $title, __( 'This link is no longer valid.', 'aaia-chatbot' ) );
				}
				$fresh = null === $check->verified_at && null === $check->refused_at;
				if ( ! in_array( $answer, [ self::YES, self::NO, '' ], true ) ) {
					return new PlainPage(
						400,
						$locale,
						$title,
						__( 'That choice is not valid. Open the link in the e-mail again and press one of the two buttons.', 'aaia-chatbot' )
					);
				}
				$sentence = match ( true ) {
					$fresh && self::YES === $answer && $this->confirmation->confirm( $check ) => $this->settings->bool( 'visitor_reply_mails' )
						? __( 'Thank you, your address is confirmed. Our team will answer you in the chat, and by e-mail if you have left.', 'aaia-chatbot' )
						: __( 'Thank you, your address is confirmed. Our team will answer you in the chat.', 'aaia-chatbot' ),
					$fresh && self::NO === $answer && $this->confirmation->refuse( $check ) => __(
						'Understood. Nothing more will be sent to this address.',
						'aaia-chatbot'
					),
					$fresh && '' === $answer => '',
					null !== $check->refused_at => __( 'Nothing more will be sent to this address.', 'aaia-chatbot' ),
					default => __( 'This address is already confirmed.', 'aaia-chatbot' ),
				};
				return '' !== $sentence
					? new PlainPage( 200, $locale, $title, $sentence )
					: new PlainPage(
						200,
						$locale,
						$title,
						__( 'Did you ask for a person in this site’s chat, and is this your address?', 'aaia-chatbot' ),
						'',
						[
							[ 'answer', self::YES, __( 'Yes, confirm my address', 'aaia-chatbot' ) ],
							[ 'answer', self::NO, __( 'No, don’t write to me again', 'aaia-chatbot' ) ],
						]
					);
			}
		);
	}

	private function refusal( Delivery $delivery, string $answer ): PlainPage {
		$conversation = null === $delivery->conversation_id ? null : $this->conversations->by_id( $delivery->conversation_id );
		$locale       = $conversation->language ?? determine_locale();
		if ( self::NO === $answer ) {
			$this->confirmation->refuse_replies( $delivery );
		}
		return LocaleSwitcher::run(
			$locale,
			static fn(): PlainPage => self::NO === $answer
				? new PlainPage(
					200,
					$locale,
					__( 'Your e-mail address', 'aaia-chatbot' ),
					__( 'Understood. Nothing more will be sent to this address.', 'aaia-chatbot' )
				)
				: new PlainPage(
					200,
					$locale,
					__( 'Your e-mail address', 'aaia-chatbot' ),
					__( 'Stop all e-mails from our chat? The links in earlier e-mails will stop working too.', 'aaia-chatbot' ),
					'',
					[ [ 'answer', self::NO, __( 'Don’t write to me again', 'aaia-chatbot' ) ] ]
				)
		);
	}
}
