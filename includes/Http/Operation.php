<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * One operation of a REST resource: method, path, controller function, permission, input and response.
 *
 * Returned by a controller's static routes(): the route table, the TypeScript types and tests read it without instantiating the
 * controller.
 */
final class Operation {

	/** Larger bodies are refused before they are parsed. Bytes. */
	private const MAX_BODY = 64 * 1024;

	private const ID = '[A-Za-z0-9_-]{1,64}';

	/**
	 * @param string      $method     GET, POST, PUT, PATCH or DELETE.
	 * @param string      $path       Such as `/chat/{id}/stop`; a name in braces is a public id.
	 * @param string      $function   Function of the controller.
	 * @param ?Capability $capability Required capability; null where the controller decides.
	 * @param ?string     $act        Action that a visitor's request counts as for rate limits, such as `rating`.
	 * @param Schema      $input      Body, or query of a GET.
	 * @param ?Schema     $answer     JSON of a successful response; null when it is not JSON.
	 * @param ?string     $name       Name of its TypeScript types; null for those that no front end uses.
	 * @param int         $max_body   Bytes.
	 * @param string      $segment    Regular expression of what stands in the place of a name in braces.
	 */
	private function __construct(
		public readonly string $method,
		public readonly string $path,
		public readonly string $function,
		public readonly ?Capability $capability,
		public readonly ?string $act,
		public readonly Schema $input,
		public readonly ?Schema $answer,
		public readonly ?string $name,
		public readonly int $max_body,
		private readonly string $segment = self::ID,
	) {}

	public static function get( string $path, string $function, ?Capability $capability = null ): self {
		return self::of( 'GET', $path, $function, $capability );
	}

	public static function post( string $path, string $function, ?Capability $capability = null ): self {
		return self::of( 'POST', $path, $function, $capability );
	}

	public static function put( string $path, string $function, ?Capability $capability = null ): self {
		return self::of( 'PUT', $path, $function, $capability );
	}

	public static function patch( string $path, string $function, ?Capability $capability = null ): self {
		return self::of( 'PATCH', $path, $function, $capability );
	}

	public static function delete( string $path, string $function, ?Capability $capability = null ): self {
		return self::of( 'DELETE', $path, $function, $capability );
	}

	/** Body, or query of a GET. */
	public function takes( Schema $input ): self {
		return $this->with( input: $input );
	}

	/** JSON of a successful response. */
	public function answers( Schema $answer ): self {
		return $this->with( answer: $answer );
	}

	/** Action that a visitor's request counts as for rate limits. */
	public function counted_as( string $act ): self {
		return $this->with( act: $act );
	}

	/** The front ends' types are `{name}Body` or `{name}Query`, and `{name}Answer`. */
	public function named( string $name ): self {
		return $this->with( name: $name );
	}

	/** Maximum size of the body, in bytes. */
	public function up_to( int $bytes ): self {
		return $this->with( max_body: $bytes );
	}

	/** What stands in the path in the place of a name in braces, where it is no id of ours: a regular expression. */
	public function matching( string $segment ): self {
		return $this->with( segment: $segment );
	}

	/**
	 * The path as WordPress's regular expression.
	 *
	 * @return non-falsy-string
	 */
	public function pattern(): string {
		return '/' . ltrim( (string) preg_replace( '/\{([a-z]+)\}/', '(?P<$1>' . $this->segment . ')', $this->path ), '/' );
	}

	private static function of( string $method, string $path, string $function, ?Capability $capability ): self {
		return new self( $method, $path, $function, $capability, null, Schema::closed( [] ), null, null, self::MAX_BODY );
	}

	private function with(
		?Schema $input = null,
		?Schema $answer = null,
		?string $act = null,
		?string $name = null,
		?int $max_body = null,
		?string $segment = null,
	): self {
		return new self(
			$this->method,
			$this->path,
			$this->function,
			$this->capability,
			$act ?? $this->act,
			$input ?? $this->input,
			$answer ?? $this->answer,
			$name ?? $this->name,
			$max_body ?? $this->max_body,
			$segment ?? $this->segment,
		);
	}
}
