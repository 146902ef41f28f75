<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** Typed access to input that matches the operation's schema. Missing keys read as null or an empty value. */
final class Input {

	/** @param array<array-key, mixed> $values */
	public function __construct( private readonly array $values ) {}

	/** Whether the key was sent, even as null. */
	public function has( string $key ): bool {
		return array_key_exists( $key, $this->values );
	}

	/** Text, cleaned (see Text::clean()). */
	public function text( string $key ): string {
		$value = $this->values[ $key ] ?? '';
		return is_scalar( $value ) ? Text::clean( (string) $value ) : '';
	}

	/** Text on one line. */
	public function line( string $key ): string {
		return Text::line( $this->text( $key ) );
	}

	/** Text, or null when it is missing, null or empty. */
	public function optional( string $key ): ?string {
		$value = $this->text( $key );
		return '' === $value ? null : $value;
	}

	public function bool( string $key ): bool {
		$value = $this->values[ $key ] ?? false;
		return rest_sanitize_boolean( is_bool( $value ) || is_int( $value ) || is_string( $value ) ? $value : false );
	}

	public function int( string $key, int $default = 0 ): int {
		$value = $this->values[ $key ] ?? null;
		return is_numeric( $value ) ? (int) $value : $default;
	}

	/** A nested object. */
	public function object( string $key ): ?self {
		$value = $this->values[ $key ] ?? null;
		return is_array( $value ) ? new self( $value ) : null;
	}

	/** @return list<self> A list of objects. */
	public function objects( string $key ): array {
		$value = $this->values[ $key ] ?? null;
		return is_array( $value )
			? array_values( array_map( static fn( array $item ): self => new self( $item ), array_filter( $value, 'is_array' ) ) )
			: [];
	}

	/** @return list<string> A list of texts, each on one line. */
	public function lines( string $key ): array {
		$value = $this->values[ $key ] ?? null;
		return is_array( $value ) ? array_values( array_map( Text::line( ... ), array_filter( $value, 'is_string' ) ) ) : [];
	}

	/** @return array<array-key, mixed> All values, unchanged. */
	public function all(): array {
		return $this->values;
	}
}
