<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\Spending;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Llm\Cited;
use Aaia\Chatbot\Llm\OfferPerson;
use Aaia\Chatbot\Llm\Refused;
use Aaia\Chatbot\Llm\StreamPart;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Llm\ToolExchange;
use Aaia\Chatbot\Llm\Usage;
use Aaia\Chatbot\Support\StreamCleaner;
use Aaia\Chatbot\Support\Text;

/** An answer while it is generated: collects the model's parts and the results of its tool calls. */
final class AnswerDraft {

	/** Most bytes of one answer; longer text is dropped. */
	private const LONGEST = 20_000;

	private StreamCleaner $clean;

	private NoAnswerFilter $filter;

	private bool $refused = false;

	private bool $offer_person = false;

	/** @var ?list<int> */
	private ?array $cited = null;

	/** @var list<ToolCallRequested> */
	private array $calls = [];

	/** @var list<ToolExchange> */
	private array $exchanges = [];

	private int $exchanges_before_step = 0;

	private ?string $approval = null;

	private int $input_tokens = 0;

	private int $output_tokens = 0;

	public readonly Spending $spending;

	private int $length;

	/** The visitor seems frustrated or confused: a person is offered under any answer. */
	public bool $upset = false;

	private string $step_text = '';

	public function __construct(
		private Parts $parts,
		private string $model,
		public readonly AnswerTrace $trace,
	) {
		$this->clean    = new StreamCleaner();
		$this->filter   = new NoAnswerFilter();
		$this->length   = strlen( $parts->text() );
		$this->spending = new Spending();
	}

	/** Begins a new call of a model. */
	public function begin_step( string $model ): void {
		$this->model = $model;
		$this->spending->begin( $model );
		if ( [] !== $this->parts->parts ) {
			$this->parts = $this->parts->with( [ 'type' => 'step' ] );
		}
		$this->clean                 = new StreamCleaner();
		$this->filter                = new NoAnswerFilter();
		$this->calls                 = [];
		$this->step_text             = '';
		$this->exchanges_before_step = count( $this->exchanges );
	}

	/** Adds one part of the model's answer, cleaned like text typed by people. Returns whether there is new text to show. */
	public function add_part( StreamPart $part ): bool {
		if ( $part instanceof TextDelta ) {
			return $this->add_text( $this->filter->push( $this->clean->push( $part->text ) ) );
		}
		if ( $part instanceof ToolCallRequested ) {
			$this->calls[] = null === $part->input
				? $part
				: new ToolCallRequested( $part->call_id, $part->name, Text::clean_values( $part->input ), $part->raw );
		} elseif ( $part instanceof Cited ) {
			$this->cited = array_values( array_unique( [ ...( $this->cited ?? [] ), ...$part->numbers ] ) );
		} elseif ( $part instanceof Refused ) {
			$this->refused = true;
		} elseif ( $part instanceof OfferPerson ) {
			$this->offer_person = true;
		} elseif ( $part instanceof Usage ) {
			$this->input_tokens  += $part->input_tokens;
			$this->output_tokens += $part->output_tokens;
			$this->model          = null === $part->model ? $this->model : Text::line( $part->model );
			$this->spending->add_usage( $part );
		}
		return false;
	}

	/** Adds text. Returns whether anything was added. */
	public function add_text( string $text ): bool {
		if ( '' === $text || $this->length > self::LONGEST ) {
			return false;
		}
		$this->trace->mark_first_text();
		$this->length    += strlen( $text );
		$this->step_text .= $text;
		$this->parts      = $this->parts->with_text( $text );
		return true;
	}

	/** Adds the text still held back by filters, at the end of a call. */
	public function end_text(): void {
		$this->add_text( $this->filter->push( $this->clean->finish() ) );
		$this->add_text( rtrim( $this->filter->finish() ) );
		$this->refused = $this->refused || $this->filter->found();
	}

	/** Replaces the text of this step by a refusal with this wording. */
	public function replace_with_refusal( string $words ): void {
		$parts = $this->parts->parts;
		if ( '' !== $this->step_text ) {
			array_pop( $parts );
		}
		$this->parts     = new Parts( $parts );
		$this->length   -= strlen( $this->step_text );
		$this->step_text = '';
		$this->refused   = true;
		$this->add_text( $words );
	}

	/** The model that answers, as far as it is known. */
	public function model(): string {
		return $this->model;
	}

	/** @return list<ToolCallRequested> Tool calls of this step. */
	public function calls(): array {
		return $this->calls;
	}

	/** Text the model wrote in this step, before its tool calls. */
	public function step_text(): string {
		return $this->step_text;
	}

	public function parts(): Parts {
		return $this->parts;
	}

	public function set_parts( Parts $parts ): void {
		$this->parts = $parts;
	}

	public function add_exchange( ToolExchange $exchange ): void {
		$this->exchanges[] = $exchange;
	}

	/** @return list<ToolExchange> */
	public function exchanges(): array {
		return $this->exchanges;
	}

	/** Whether this step's tools returned results for the model. */
	public function has_new_exchanges(): bool {
		return count( $this->exchanges ) > $this->exchanges_before_step;
	}

	/** Pauses the answer until the visitor decides on a tool call. */
	public function await_approval( string $approval ): void {
		$this->approval = $approval;
	}

	public function approval(): ?string {
		return $this->approval;
	}

	/** @return ?list<int> Passages reported by the client; null when it reports none and cites in its text. */
	public function cited(): ?array {
		return $this->cited;
	}

	public function refused(): bool {
		return $this->refused;
	}

	/** State of the answer so far. */
	public function progress(): AnswerProgress {
		return new AnswerProgress(
			$this->parts,
			Generation::Streaming,
			$this->refused,
			$this->refused || $this->offer_person || $this->upset,
			$this->approval,
			$this->input_tokens,
			$this->output_tokens,
			$this->model,
			$this->trace,
			$this->spending,
		);
	}

	/** Final state of the answer. */
	public function finish( Parts $parts, Generation $generation, bool $offer_person = false ): AnswerProgress {
		$this->trace->mark_end();
		return new AnswerProgress(
			$parts,
			$generation,
			$this->refused,
			$offer_person || $this->refused || $this->offer_person || $this->upset && Generation::Complete === $generation,
			null,
			$this->input_tokens,
			$this->output_tokens,
			$this->model,
			$this->trace,
			$this->spending,
		);
	}
}
