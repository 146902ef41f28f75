<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Condition;
use Aaia\Chatbot\Support\Text;

/** Condition, recipients and mail of an alert rule. Immutable; stored as JSON, with the condition's fields beside the others. */
final class RuleDefinition {

	/** Mails an hour and recipient before the rest is bundled. */
	public const CAP = 20;

	/**
	 * @param list<string> $recipients E-mail addresses; with no roles and services either, the support address.
	 * @param list<string> $roles      Roles whose members are notified.
	 * @param list<string> $services   Public ids of outside services.
	 * @param int          $cap        Mails an hour and recipient; more are bundled.
	 * @param string       $subject    Template; empty for the default.
	 * @param string       $body       Template; empty for the default.
	 * @param string       $tag        Put before the subject, such as `[AAIA] [urgent]`.
	 * @param bool         $urgent     Said in the headers.
	 * @param int          $minutes    Minutes without acknowledgement after which the next person is notified; 0 for never.
	 * @param list<string> $ladder     Addresses to tell next, one after another, then all of them.
	 * @param bool         $resolved   Also tell when the conversation is resolved, in the same thread.
	 */
	public function __construct(
		public readonly Condition $condition = new Condition(),
		public readonly array $recipients = [],
		public readonly array $roles = [],
		public readonly array $services = [],
		public readonly int $cap = self::CAP,
		public readonly string $subject = '',
		public readonly string $body = '',
		public readonly string $tag = '',
		public readonly bool $urgent = false,
		public readonly int $minutes = 0,
		public readonly array $ladder = [],
		public readonly bool $resolved = false,
	) {}

	/** Reads what to_json() wrote. What is missing or has another type gets its default. */
	public static function from_json( string $json ): self {
		$data = json_decode( $json, true );
		return self::from_array( is_array( $data ) ? $data : [] );
	}

	/** @param array<array-key, mixed> $data */
	public static function from_array( array $data ): self {
		return new self(
			Condition::from_array( $data ),
			Text::strings( $data['recipients'] ?? null ),
			Text::strings( $data['roles'] ?? null ),
			Text::strings( $data['services'] ?? null ),
			is_numeric( $data['cap'] ?? null ) ? max( 1, (int) $data['cap'] ) : self::CAP,
			self::text( $data['subject'] ?? '' ),
			self::text( $data['body'] ?? '' ),
			self::text( $data['tag'] ?? '' ),
			true === ( $data['urgent'] ?? false ),
			is_numeric( $data['minutes'] ?? null ) ? max( 0, (int) $data['minutes'] ) : 0,
			Text::strings( $data['ladder'] ?? null ),
			true === ( $data['resolved'] ?? false )
		);
	}

	/** @return array<string, mixed> */
	public function to_array(): array {
		$own = get_object_vars( $this );
		unset( $own['condition'] );
		return $this->condition->to_array() + $own;
	}

	public function to_json(): string {
		return (string) wp_json_encode( $this->to_array(), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}

	private static function text( mixed $value ): string {
		return is_string( $value ) ? $value : '';
	}
}
