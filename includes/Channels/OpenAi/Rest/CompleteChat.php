<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\OpenAi\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Answerer;
use Aaia\Chatbot\Assistant\AnswerRequest;
use Aaia\Chatbot\Assistant\Progress;
use Aaia\Chatbot\Assistant\Usage;
use Aaia\Chatbot\Channels\OpenAi\ClientMessages;
use Aaia\Chatbot\Channels\OpenAi\WriterCancellation;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tools\TurnContext;

/** POST /chat/completions: the site's assistant for OpenAI clients. Stores usage and nothing else; offers no tools. */
final class CompleteChat extends StaffRoute {

	/** Bodies of this protocol carry a whole history. Bytes. */
	private const LARGEST = 512 * 1024;

	public function __construct(
		private readonly Answerer $answerer,
		private readonly Usage $usage,
		private readonly Clock $clock,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/chat/completions';
	}

	public function capability(): Capability {
		return Capability::Reply;
	}

	public function schema(): Schema {
		return Schema::open(
			[
				'messages'       => Schema::list_of( Schema::open( [ 'role' => Schema::string() ] ), 200 ),
				'stream'         => Schema::bool()->nullable()->optional(),
				'stream_options' => Schema::open( [ 'include_usage' => Schema::bool()->optional() ] )->nullable()->optional(),
			]
		);
	}

	protected function max_body(): int {
		return self::LARGEST;
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$messages = ClientMessages::from( $input->all()['messages'] ?? [] );
		if ( null === $messages ) {
			return RouteResult::problem( 400, 'invalid_messages', __( 'The last message must be from the user and have text.', 'aaia-chatbot' ) );
		}
		$asked = new AnswerRequest( $messages->question, $messages->history, new TurnContext( null, get_user_locale(), false, $messages->question ), false );
		$head  = [
			'id'      => 'chatcmpl-' . Ids::random(),
			'object'  => 'chat.completion',
			'created' => $this->clock->now()->getTimestamp(),
			'model'   => ListModels::MODEL,
		];
		return $input->bool( 'stream' )
			? RouteResult::stream( fn( SseWriter $writer ) => $this->write( $writer, $asked, $head, true === $input->object( 'stream_options' )?->bool( 'include_usage' ) ) )
			: $this->whole( $asked, $head );
	}

	/** @param array<string, mixed> $head */
	private function whole( AnswerRequest $asked, array $head ): RouteResult {
		$last = null;
		foreach ( $this->answerer->answer( $asked, new WriterCancellation( null ) ) as $progress ) {
			$last = $progress;
		}
		if ( null === $last || Generation::Complete !== $last->generation ) {
			return RouteResult::problem( 502, 'model_failed', __( 'The model did not answer. Its settings page says why.', 'aaia-chatbot' ) );
		}
		$this->count( $last );
		return RouteResult::ok(
			$head + [
				'choices' => [
					[
						'index'         => 0,
						'message'       => [
							'role'    => 'assistant',
							'content' => $last->parts->text() . $this->footnotes( $last ),
							'refusal' => null,
						],
						'logprobs'      => null,
						'finish_reason' => 'stop',
					],
				],
				'usage'   => $this->tokens( $last ),
			]
		);
	}

	/** @param array<string, mixed> $head */
	private function write( SseWriter $writer, AnswerRequest $asked, array $head, bool $with_usage ): void {
		$head['object'] = 'chat.completion.chunk';
		$writer->send( $this->chunk( $head, [ 'role' => 'assistant', 'content' => '' ] ) );
		$sent = '';
		$last = null;
		foreach ( $this->answerer->answer( $asked, new WriterCancellation( $writer ) ) as $progress ) {
			$last  = $progress;
			$delta = substr( $progress->parts->text(), strlen( $sent ) );
			$sent .= $delta;
			if ( '' !== $delta ) {
				$writer->send( $this->chunk( $head, [ 'content' => $delta ] ) );
			}
		}
		if ( null === $last || Generation::Complete !== $last->generation ) {
			$writer->send( [ 'error' => [ 'message' => __( 'The model did not answer. Its settings page says why.', 'aaia-chatbot' ), 'type' => 'server_error', 'code' => 'model_failed' ] ] );
			return;
		}
		$this->count( $last );
		if ( '' !== $this->footnotes( $last ) ) {
			$writer->send( $this->chunk( $head, [ 'content' => $this->footnotes( $last ) ] ) );
		}
		$writer->send( $this->chunk( $head, (object) [], 'stop' ) );
		if ( $with_usage ) {
			$writer->send( $head + [ 'choices' => [], 'usage' => $this->tokens( $last ) ] );
		}
	}

	/**
	 * @param array<string, mixed>               $head
	 * @param array<string, string>|\stdClass    $delta
	 *
	 * @return array<string, mixed>
	 */
	private function chunk( array $head, array|\stdClass $delta, ?string $finish = null ): array {
		return $head + [
			'choices' => [
				[
					'index'         => 0,
					'delta'         => $delta,
					'logprobs'      => null,
					'finish_reason' => $finish,
				],
			],
		];
	}

	/** The sources as Markdown, since this protocol has no place for them. */
	private function footnotes( Progress $last ): string {
		$lines = array_map( static fn( array $source ): string => sprintf( '[%s] [%s](%s)', $source['id'], str_replace( [ '[', ']' ], ' ', $source['title'] ), $source['url'] ), $last->parts->sources() );
		return [] === $lines ? '' : "\n\n" . __( 'Sources', 'aaia-chatbot' ) . "\n" . implode( "\n", $lines );
	}

	private function count( Progress $last ): void {
		$this->usage->add_answer( 'api', $last );
	}

	/** @return array<string, int> */
	private function tokens( Progress $last ): array {
		return [
			'prompt_tokens'     => $last->input_tokens,
			'completion_tokens' => $last->output_tokens,
			'total_tokens'      => $last->input_tokens + $last->output_tokens,
		];
	}
}
