<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Assistant\AnswerRequest;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tools\TurnContext;

/** OpenAI-compatible API of the assistant: a list with its one model, and chat completions. */
final class CompletionsController extends StaffController {

	/** Name of the one model. */
	private const MODEL = 'site';

	/** Largest request body, which contains a whole history. Bytes. */
	private const MAX_BODY = 512 * 1024;

	public static function routes(): array {
		return [
			Operation::get( '/models', 'list_models', Capability::Reply )->takes( Schema::open( [] ) ),
			Operation::post( '/chat/completions', 'complete', Capability::Reply )
				->takes( Schema::open( [
					'messages'       => Schema::list_of( Schema::open( [ 'role' => Schema::string() ] ), 200 ),
					'stream'         => Schema::bool()->nullable()->optional(),
					'stream_options' => Schema::open( [ 'include_usage' => Schema::bool()->optional() ] )->nullable()->optional(),
				] ) )
				->up_to( self::MAX_BODY ),
		];
	}

	public function __construct(
		private readonly AnswerPipeline $pipeline,
		private readonly UsageRepository $usage,
		private readonly Clock $clock,
	) {}

	public function list_models(): RouteResult {
		return RouteResult::ok(
			[
				'object' => 'list',
				'data'   => [
					[
						'id'       => self::MODEL,
						'object'   => 'model',
						'created'  => 0,
						'owned_by' => 'aaia-chatbot',
					],
				],
			]
		);
	}

	/** Answers a chat completion. Stores only usage; offers no tools. */
	public function complete( Input $input ): RouteResult {
		$messages = ClientMessages::from( $input->all()['messages'] ?? [] );
		if ( null === $messages ) {
			return RouteResult::problem( 400, 'invalid_messages', __( 'The last message must be from the user and have text.', 'aaia-chatbot' ) );
		}
		$context = new TurnContext( null, get_user_locale(), false, $messages->question );
		$asked   = new AnswerRequest( $messages->question, $messages->history, $context, false );
		$head    = [
			'id'      => 'chatcmpl-' . Ids::random(),
			'object'  => 'chat.completion',
			'created' => $this->clock->now()->getTimestamp(),
			'model'   => self::MODEL,
		];
		if ( ! $input->bool( 'stream' ) ) {
			return $this->whole( $asked, $head );
		}
		$with_usage = true === $input->object( 'stream_options' )?->bool( 'include_usage' );
		return RouteResult::stream( fn( SseWriter $writer ) => $this->write( $writer, $asked, $head, $with_usage ) );
	}

	/** @param array<string, mixed> $head */
	private function whole( AnswerRequest $asked, array $head ): RouteResult {
		$last = null;
		foreach ( $this->pipeline->answer( $asked, new StreamCancellation( null ) ) as $progress ) {
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
		foreach ( $this->pipeline->answer( $asked, new StreamCancellation( $writer ) ) as $progress ) {
			$last  = $progress;
			$delta = substr( $progress->parts->text(), strlen( $sent ) );
			$sent .= $delta;
			if ( '' !== $delta ) {
				$writer->send( $this->chunk( $head, [ 'content' => $delta ] ) );
			}
		}
		if ( null === $last || Generation::Complete !== $last->generation ) {
			$writer->send(
				[
					'error' => [
						'message' => __( 'The model did not answer. Its settings page says why.', 'aaia-chatbot' ),
						'type'    => 'server_error',
						'code'    => 'model_failed',
					],
				]
			);
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

	/** The sources as Markdown, because this protocol has no field for them. */
	private function footnotes( AnswerProgress $last ): string {
		$lines = [];
		foreach ( $last->parts->sources() as $source ) {
			$lines[] = sprintf( '[%s] [%s](%s)', $source['id'], str_replace( [ '[', ']' ], ' ', $source['title'] ), $source['url'] );
		}
		return [] === $lines ? '' : "\n\n" . __( 'Sources', 'aaia-chatbot' ) . "\n" . implode( "\n", $lines );
	}

	private function count( AnswerProgress $last ): void {
		$this->usage->add_answer( 'api', $last );
	}

	/** @return array<string, int> */
	private function tokens( AnswerProgress $last ): array {
		return [
			'prompt_tokens'     => $last->input_tokens,
			'completion_tokens' => $last->output_tokens,
			'total_tokens'      => $last->input_tokens + $last->output_tokens,
		];
	}
}
