<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/**
 * The parts of a message in order: text, sources, tool calls, steps, attached files. Immutable.
 *
 * Stored as JSON with a version, in a format of this plugin; UiMessages converts it to the format of the AI SDK.
 *
 * @phpstan-type TextPart array{type: 'text', text: string}
 * @phpstan-type SourcePart array{
 *     type: 'source', id: string, url: string, title: string, excerpt: string, date: ?string, language?: string,
 *     document?: int,
 * }
 * @phpstan-type ToolPart array{
 *     type: 'tool', call: string, name: string, input: array<string, mixed>, state: string, approval: ?string,
 *     output: ?array<string, mixed>, error: ?string,
 * }
 * @phpstan-type StepPart array{type: 'step'}
 * @phpstan-type AttachmentPart array{
 *     type: 'attachment', id: string, name: string, mime: string, size: int, width: ?int, height: ?int, thumbnail: bool,
 * }
 * @phpstan-type Part TextPart|SourcePart|ToolPart|StepPart|AttachmentPart
 */
final class Parts {

	private const VERSION = 1;

	/** The tool call waits for the visitor's approval. */
	public const TOOL_ASKING = 'asking';

	/** The visitor approved; there is no result yet. */
	public const TOOL_APPROVED = 'approved';

	public const TOOL_RUNNING = 'running';

	public const TOOL_DONE = 'done';

	public const TOOL_DENIED = 'denied';

	public const TOOL_FAILED = 'failed';

	/** @param list<Part> $parts */
	public function __construct( public readonly array $parts = [] ) {}

	public static function text_only( string $text ): self {
		return new self(
			[
				[
					'type' => 'text',
					'text' => $text,
				],
			]
		);
	}

	/**
	 * Words, if there are any, and attached files.
	 *
	 * @param list<Attachments\Attachment> $attachments
	 */
	public static function with_attachments( string $text, array $attachments ): self {
		$parts = array_map( static fn( Attachments\Attachment $one ): array => $one->part(), $attachments );
		return new self( '' === $text && [] !== $parts ? $parts : [ ...self::text_only( $text )->parts, ...$parts ] );
	}

	/** Reads the JSON of to_json(); other formats give no parts. */
	public static function from_json( string $json ): self {
		$data = json_decode( $json, true );
		/** @var list<Part> $parts */
		$parts = is_array( $data ) && is_array( $data['parts'] ?? null ) ? array_values( $data['parts'] ) : [];
		return new self( $parts );
	}

	public function to_json(): string {
		return (string) wp_json_encode(
			[
				'v'     => self::VERSION,
				'parts' => $this->parts,
			],
			JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE
		);
	}

	/** All text, parts separated by a blank line. */
	public function text(): string {
		$texts = [];
		foreach ( $this->parts as $part ) {
			if ( 'text' === $part['type'] && '' !== trim( $part['text'] ) ) {
				$texts[] = trim( $part['text'] );
			}
		}
		return implode( "\n\n", $texts );
	}

	/** A copy with text added to the last part if that is text, otherwise to a new part. */
	public function with_text( string $text ): self {
		$parts = $this->parts;
		$last  = count( $parts ) - 1;
		if ( $last >= 0 && 'text' === $parts[ $last ]['type'] ) {
			$parts[ $last ]['text'] .= $text;
			return new self( $parts );
		}
		return $this->with(
			[
				'type' => 'text',
				'text' => $text,
			]
		);
	}

	/** @param Part $part */
	public function with( array $part ): self {
		return new self( [ ...$this->parts, $part ] );
	}

	/** @return list<SourcePart> */
	public function sources(): array {
		$sources = [];
		foreach ( $this->parts as $part ) {
			if ( 'source' === $part['type'] ) {
				$sources[] = $part;
			}
		}
		return $sources;
	}

	/** @return list<AttachmentPart> */
	public function attachments(): array {
		$attachments = [];
		foreach ( $this->parts as $part ) {
			if ( 'attachment' === $part['type'] ) {
				$attachments[] = $part;
			}
		}
		return $attachments;
	}

	/** @return ?SourcePart The source with this id. */
	public function source( string $id ): ?array {
		foreach ( $this->sources() as $source ) {
			if ( $source['id'] === $id ) {
				return $source;
			}
		}
		return null;
	}

	/** @return list<ToolPart> */
	public function tools(): array {
		$tools = [];
		foreach ( $this->parts as $part ) {
			if ( 'tool' === $part['type'] ) {
				$tools[] = $part;
			}
		}
		return $tools;
	}

	/** @return ?ToolPart The call with this approval id. */
	public function tool_by_approval( string $approval ): ?array {
		foreach ( $this->tools() as $tool ) {
			if ( $tool['approval'] === $approval ) {
				return $tool;
			}
		}
		return null;
	}

	/** Whether these parts extend earlier ones: longer texts, tool calls in another state, further parts. */
	public function is_continuation_of( self $earlier ): bool {
		foreach ( $earlier->parts as $index => $part ) {
			$now = $this->parts[ $index ] ?? null;
			if ( null === $now || $now['type'] !== $part['type'] ) {
				return false;
			}
			if ( 'text' === $part['type'] && 'text' === $now['type'] && ! str_starts_with( $now['text'], $part['text'] ) ) {
				return false;
			}
			if ( 'tool' === $part['type'] && 'tool' === $now['type'] && $now['call'] !== $part['call'] ) {
				return false;
			}
		}
		return true;
	}

	/** The parts up to and including the last tool call that the visitor decided about; none when there is no such call. */
	public function decided(): self {
		for ( $count = count( $this->parts ); $count > 0; $count-- ) {
			$part = $this->parts[ $count - 1 ];
			if ( 'tool' === $part['type'] && null !== $part['approval'] && self::TOOL_ASKING !== $part['state'] ) {
				return new self( array_slice( $this->parts, 0, $count ) );
			}
		}
		return new self();
	}

	/**
	 * A copy with a changed tool call.
	 *
	 * @param array<string, mixed>  $changes Keys of ToolPart.
	 */
	public function with_tool( string $call, array $changes ): self {
		$parts = $this->parts;
		foreach ( $parts as $index => $part ) {
			if ( 'tool' === $part['type'] && $part['call'] === $call ) {
				/** @var ToolPart $changed */
				$changed         = $changes + $part;
				$parts[ $index ] = $changed;
			}
		}
		return new self( array_values( $parts ) );
	}
}
