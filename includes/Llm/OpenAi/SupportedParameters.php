<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/** The optional parameters a server supports. "Compatible" servers differ: what one requires another rejects. */
final class SupportedParameters {

	public function __construct(
		public readonly bool $usage_in_stream = true,
		public readonly bool $new_token_limit = false,
		public readonly bool $temperature = true,
		public readonly bool $tools = true,
		public readonly bool $stream = true,
	) {}

	/** The parameters to try after an error; null when the error is not about one of them. */
	public function without_rejected( ErrorResponse $error ): ?self {
		if ( ! in_array( $error->status, [ 400, 404, 422, 500, 501 ], true ) ) {
			return null;
		}
		$said = strtolower( $error->param . ' ' . $error->said );
		if ( $this->usage_in_stream && ( str_contains( $said, 'stream_options' ) || str_contains( $said, 'include_usage' ) ) ) {
			return $this->with( usage_in_stream: false );
		}
		if ( str_contains( $said, 'max_completion_tokens' ) || str_contains( $said, 'max_tokens' ) ) {
			$wants_new = ! $this->new_token_limit && str_contains( $said, 'max_tokens' );
			$wants_old = $this->new_token_limit && str_contains( $said, 'max_completion_tokens' );
			return $wants_new || $wants_old ? $this->with( new_token_limit: $wants_new ) : null;
		}
		if ( $this->temperature && str_contains( $said, 'temperature' ) ) {
			return $this->with( temperature: false );
		}
		if ( $this->tools && 1 === preg_match( '/\btools?\b|tool_choice|function.?call/', $said ) ) {
			return $this->with( tools: false );
		}
		if ( $this->stream && 1 === preg_match( '/\bstream(?:ing)?\b/', $said ) ) {
			return $this->with( stream: false, usage_in_stream: false );
		}
		return null;
	}

	/** Encodes the parameters for storage. */
	public function encode(): string {
		return implode(
			'',
			array_map(
				static fn( bool $flag ): string => $flag ? '1' : '0',
				[ $this->usage_in_stream, $this->new_token_limit, $this->temperature, $this->tools, $this->stream ],
			),
		);
	}

	/** Decodes what encode() returned; the defaults for anything else. */
	public static function decode( string $word ): self {
		if ( 1 !== preg_match( '/^[01]{5}$/', $word ) ) {
			return new self();
		}
		return new self( '1' === $word[0], '1' === $word[1], '1' === $word[2], '1' === $word[3], '1' === $word[4] );
	}

	private function with(
		?bool $usage_in_stream = null,
		?bool $new_token_limit = null,
		?bool $temperature = null,
		?bool $tools = null,
		?bool $stream = null,
	): self {
		return new self(
			$usage_in_stream ?? $this->usage_in_stream,
			$new_token_limit ?? $this->new_token_limit,
			$temperature ?? $this->temperature,
			$tools ?? $this->tools,
			$stream ?? $this->stream,
		);
	}
}
