<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** What came in, already of the route's schema, read with types. Keys that were left out read as null or their empty value. */
final class Input {

	/** @param array<array-key, mixed> $values */
	public function __construct( private readonly array $values ) {}

	/** Whether the key was sent, be it as null. */
	public function has( string $key ): bool {
		return array_key_exists( $key, $this->values );
	}

	/** Text as typed, made safe to keep (see Text::clean()). */
	public function text( string $key ): string {
		$value = $this->values[ $key ] ?? '';
		return is_scalar( $value ) ? Text::clean( (string) $value ) : '';
	}

	/** Text on one line. */
	public function line( string $key ): string {
		return Text::line( $this->text( $key ) );
	}

	/** Text, or null when it was left out, null or empty. */
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

	/** An object inside. */
	public function object( string $key ): ?self {
		$value = $this->values[ $key ] ?? null;
		return is_array( $value ) ? new self( $value ) : null;
	}

	/** @return list<self> Objects in a list. */
	public function objects( string $key ): array {
		$value = $this->values[ $key ] ?? null;
		return is_array( $value ) ? array_values( array_map( static fn( array $item ): self => new self( $item ), array_filter( $value, 'is_array' ) ) ) : [];
	}

	/** @return list<string> */
	public function texts( string $key ): array {
		$value = $this->values[ $key ] ?? null;
		return is_array( $value ) ? array_values( array_map( static fn( mixed $item ): string => is_scalar( $item ) ? Text::clean( (string) $item ) : '', $value ) ) : [];
	}

	/** @return array<array-key, mixed> Everything, unchanged. */
	public function all(): array {
		return $this->values;
	}
}
