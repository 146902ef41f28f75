<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Settings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** Converts a typed value to a setting's type, or throws with what is wrong. */
final class SettingValidator {

	/**
	 * @return string|int|bool|list<string>
	 *
	 * @throws InvalidSetting
	 */
	public function validate( SettingDefinition $definition, mixed $typed ): string|int|bool|array {
		$value = $this->convert( $definition, $typed );
		$wrong = null === $definition->check ? null : ( $definition->check )( $value );
		return null === $wrong ? $value : throw new InvalidSetting( $definition->key, $wrong );
	}

	/**
	 * For lists whose entries hold no commas: says so when several entries stand on one line, as older versions took them.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	public static function one_a_line( string|int|bool|array $value ): ?string {
		foreach ( is_array( $value ) ? $value : [] as $line ) {
			if ( 1 === preg_match( '/[,;]/', $line ) ) {
				/* translators: %s: what was typed. */
				return sprintf( __( '“%s” holds several entries: enter one per line.', 'aaia-chatbot' ), $line );
			}
		}
		return null;
	}

	/**
	 * Reads a stored value. Entries of a list are not checked: what an older version accepted stays in sight, so that the owner can
	 * correct it, and its readers skip entries they do not understand.
	 *
	 * @return string|int|bool|list<string>
	 *
	 * @throws InvalidSetting
	 */
	public function read( SettingDefinition $definition, mixed $stored ): string|int|bool|array {
		return SettingType::Lines === $definition->type ? $this->convert( $definition, $stored ) : $this->validate( $definition, $stored );
	}

	/** @return string|int|bool|list<string> */
	private function convert( SettingDefinition $definition, mixed $typed ): string|int|bool|array {
		return match ( $definition->type ) {
			SettingType::Bool   => $this->bool( $definition, $typed ),
			SettingType::Int    => $this->int( $definition, $typed ),
			SettingType::Line   => $this->text( $definition, $typed, true ),
			SettingType::Secret => $this->text( $definition, $typed, true ),
			SettingType::Text   => $this->text( $definition, $typed, false ),
			SettingType::Choice => $this->choice( $definition, $typed ),
			SettingType::Lines  => $this->lines( $definition, $typed ),
			SettingType::Email  => $this->email( $definition, $this->text( $definition, $typed, true ) ),
			SettingType::Emails => array_map(
				fn( string $address ): string => $this->email( $definition, $address ),
				$this->lines( $definition, $typed ),
			),
			SettingType::Url    => $this->url( $definition, $typed ),
			SettingType::Color  => $this->color( $definition, $typed ),
		};
	}

	private function bool( SettingDefinition $definition, mixed $typed ): bool {
		$value = is_bool( $typed )
			? $typed
			: filter_var( is_scalar( $typed ) ? (string) $typed : '?', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE );
		if ( null === $value ) {
			throw new InvalidSetting( $definition->key, __( 'Enter “true” or “false”.', 'aaia-chatbot' ) );
		}
		return $value;
	}

	private function int( SettingDefinition $definition, mixed $typed ): int {
		$value = is_scalar( $typed ) ? filter_var( $typed, FILTER_VALIDATE_INT ) : false;
		if ( false === $value || $value < $definition->min || $value > $definition->max ) {
			throw new InvalidSetting(
				$definition->key,
				/* translators: 1: smallest number, 2: greatest number. */
				sprintf( __( 'Enter a whole number from %1$d to %2$d.', 'aaia-chatbot' ), $definition->min, $definition->max ),
			);
		}
		return $value;
	}

	private function text( SettingDefinition $definition, mixed $typed, bool $one_line ): string {
		if ( ! is_scalar( $typed ) ) {
			throw new InvalidSetting( $definition->key, __( 'Enter text.', 'aaia-chatbot' ) );
		}
		$text = $one_line ? Text::line( (string) $typed ) : Text::clean( (string) $typed );
		if ( Text::length( $text ) > $definition->max ) {
			throw new InvalidSetting(
				$definition->key,
				/* translators: %d: number of characters. */
				sprintf( __( 'This is too long: enter at most %d characters.', 'aaia-chatbot' ), $definition->max ),
			);
		}
		return $text;
	}

	private function choice( SettingDefinition $definition, mixed $typed ): string {
		if ( ! is_string( $typed ) || ! in_array( $typed, $definition->choices, true ) ) {
			throw new InvalidSetting(
				$definition->key,
				/* translators: %s: list of possible values. */
				sprintf( __( 'Choose one of: %s.', 'aaia-chatbot' ), implode( ', ', $definition->choices ) ),
			);
		}
		return $typed;
	}

	/** @return list<string> */
	private function lines( SettingDefinition $definition, mixed $typed ): array {
		$typed = is_array( $typed ) ? $typed : ( preg_split( '/\r\n|\n|\r/', is_scalar( $typed ) ? (string) $typed : '' ) ?: [] );
		$lines = [];
		foreach ( $typed as $line ) {
			$line = is_scalar( $line ) ? Text::line( (string) $line ) : '';
			if ( '' !== $line ) {
				$lines[] = Text::truncate( $line, 500 );
			}
		}
		$lines = array_values( array_unique( $lines ) );
		if ( count( $lines ) > $definition->max ) {
			/* translators: %d: number of entries. */
			throw new InvalidSetting( $definition->key, sprintf( __( 'Enter at most %d entries.', 'aaia-chatbot' ), $definition->max ) );
		}
		return $lines;
	}

	private function email( SettingDefinition $definition, string $address ): string {
		if ( '' !== $address && ! is_email( $address ) ) {
			throw new InvalidSetting(
				$definition->key,
				/* translators: %s: what was typed. */
				sprintf( __( '“%s” is not an e-mail address. Enter one such as support@example.com.', 'aaia-chatbot' ), $address ),
			);
		}
		return $address;
	}

	private function url( SettingDefinition $definition, mixed $typed ): string {
		$url = $this->text( $definition, $typed, true );
		if ( '' === $url ) {
			return '';
		}
		$parts = wp_parse_url( $url );
		if (
			! is_array( $parts )
			|| ! in_array( strtolower( $parts['scheme'] ?? '' ), [ 'http', 'https' ], true )
			|| '' === ( $parts['host'] ?? '' )
		) {
			throw new InvalidSetting( $definition->key, __( 'Enter a full address that begins with https:// or http://.', 'aaia-chatbot' ) );
		}
		if ( isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			throw new InvalidSetting( $definition->key, __( 'Leave user name and password out of the address.', 'aaia-chatbot' ) );
		}
		return $url;
	}

	private function color( SettingDefinition $definition, mixed $typed ): string {
		$color = strtolower( $this->text( $definition, $typed, true ) );
		if ( 1 !== preg_match( '/\A#[0-9a-f]{6}\z/', $color ) ) {
			throw new InvalidSetting( $definition->key, __( 'Enter a colour such as #1d4ed8.', 'aaia-chatbot' ) );
		}
		return $color;
	}
}
