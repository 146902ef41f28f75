<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;

/** Makes Message-IDs. The same delivery always has the same one, so that mailboxes recognise a repeat and keep threads. */
final class MessageIds {

	/** Of a delivery's mail, at every attempt. */
	public static function for_delivery( Delivery $delivery ): string {
		return 'delivery.' . $delivery->public_id . '@' . self::domain();
	}

	/** Of a conversation's thread: all mails about it refer to this one. */
	public static function for_conversation( Conversation $conversation ): string {
		return 'conversation.' . $conversation->public_id . '@' . self::domain();
	}

	/** Of a mail that is sent once and stored nowhere. */
	public static function for_test( string $random ): string {
		return 'test.' . $random . '@' . self::domain();
	}

	/** List-Id of the mails to the team (RFC 2919). */
	public static function list_id(): string {
		return 'aaia-alerts.' . self::domain();
	}

	/** The site's host, reduced to the characters that RFC 5322 allows. */
	private static function domain(): string {
		$host = wp_parse_url( home_url(), PHP_URL_HOST );
		$host = trim( (string) preg_replace( '/[^a-z0-9.-]+|\.{2,}/i', '-', is_string( $host ) ? $host : '' ), '.-' );
		return '' === $host ? 'localhost' : $host;
	}
}
