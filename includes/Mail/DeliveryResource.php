<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** A delivery in REST. A visitor's address is shown only to users who may see addresses and its conversation. */
final class DeliveryResource {

	/** Shown in place of a hidden address. */
	private const HIDDEN = '•••';

	public static function schema(): Schema {
		$purposes = [
			Delivery::ALERT, Delivery::BUNDLE, Delivery::DIGEST, Delivery::RESOLVED, Delivery::MENTION, Delivery::NOTICE, Delivery::REMINDER,
		];
		return Schema::closed(
			[
				'id'              => Schema::string(),
				'conversation'    => Schema::string()->nullable(),
				'purpose'         => Schema::enum( ...$purposes, ...Delivery::TO_VISITORS ),
				'channel'         => Schema::string(),
				'recipient'       => Schema::string(),
				'state'           => Schema::enum( ...array_column( DeliveryState::cases(), 'value' ) ),
				'attempts'        => Schema::int(),
				'error'           => Schema::string()->nullable(),
				'explanation'     => Schema::string()->nullable(),
				'next_attempt_at' => Schema::string()->nullable(),
				'created_at'      => Schema::string(),
				'sent_at'         => Schema::string()->nullable(),
			]
		)->named( 'Delivery' );
	}

	/**
	 * @param ?string $conversation Its public id; null when there is none, or the user may not see it.
	 *
	 * @return array<string, mixed>
	 */
	public static function of( Delivery $delivery, ?string $conversation, MailErrors $errors ): array {
		$error = null === $delivery->last_error ? null : self::words( $delivery, $conversation, $delivery->last_error );
		return [
			'id'              => $delivery->public_id,
			'conversation'    => $conversation,
			'purpose'         => $delivery->purpose,
			'channel'         => $delivery->channel,
			'recipient'       => self::words( $delivery, $conversation, $delivery->recipient ),
			'state'           => $delivery->state->value,
			'attempts'        => $delivery->attempts,
			'error'           => $error,
			'explanation'     => null === $error ? null : $errors->explain( $error ),
			'next_attempt_at' => Time::to_wire( $delivery->next_attempt_at ),
			'created_at'      => Time::to_wire( $delivery->created_at ),
			'sent_at'         => Time::to_wire( $delivery->sent_at ),
		];
	}

	/**
	 * An address or a message of the mailer, masked as far as the current user may not read it.
	 *
	 * @param ?string $conversation Its public id; null when the user may not see it.
	 */
	public static function words( Delivery $delivery, ?string $conversation, string $words ): string {
		return $delivery->is_to_visitor() && ( null === $conversation || ! Capability::Sensitive->allowed() )
			? (string) preg_replace( '/[^\s<>"\'(),;:]+@[^\s<>"\'(),;:]+/', self::HIDDEN, $words )
			: $words;
	}
}
