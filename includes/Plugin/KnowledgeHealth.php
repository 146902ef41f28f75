<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\Health\CheckHealth;
use Aaia\Chatbot\Knowledge\Health\CheckLinks;
use Aaia\Chatbot\Knowledge\Health\ClaimRepository;
use Aaia\Chatbot\Knowledge\Health\Claims;
use Aaia\Chatbot\Knowledge\Health\Contradictions;
use Aaia\Chatbot\Knowledge\Health\DocumentCheck;
use Aaia\Chatbot\Knowledge\Health\DraftCheck;
use Aaia\Chatbot\Knowledge\Health\EditorPanel;
use Aaia\Chatbot\Knowledge\Health\FindingRepository;
use Aaia\Chatbot\Knowledge\Health\HealthModule;
use Aaia\Chatbot\Knowledge\Health\HealthState;
use Aaia\Chatbot\Knowledge\Health\InternalLinks;
use Aaia\Chatbot\Knowledge\Health\LinkCheck;
use Aaia\Chatbot\Knowledge\Health\LinkProbe;
use Aaia\Chatbot\Knowledge\Health\LinkReader;
use Aaia\Chatbot\Knowledge\Health\LinkRepository;
use Aaia\Chatbot\Knowledge\Health\SubjectWords;
use Aaia\Chatbot\Knowledge\Rest\ChangeFinding;
use Aaia\Chatbot\Knowledge\Rest\ListFindings;
use Aaia\Chatbot\Knowledge\Rest\PreviewHealth;
use Aaia\Chatbot\Knowledge\Rest\ShowPostHealth;
use Aaia\Chatbot\Knowledge\Text\Stemmer;
use Aaia\Chatbot\Knowledge\Text\StopWords;
use Aaia\Chatbot\Knowledge\Text\TextFolder;

/** Whether the pages the assistant answers from are right: dead links, days gone by, pages that contradict each other. */
final class KnowledgeHealth {

	public readonly DocumentCheck $check;

	public readonly FindingRepository $findings;

	public readonly LinkRepository $links;

	public readonly LinkCheck $link_check;

	private readonly DocumentDesk $documents;

	private readonly InternalLinks $internal;

	private readonly LinkReader $reader;

	private readonly Claims $claims;

	private readonly Contradictions $contradictions;

	/** @param ?LinkProbe $probe How addresses are asked; null for the usual way. */
	public function __construct( private readonly Foundation $base, ?LinkProbe $probe = null ) {
		$stored               = new ClaimRepository( $base->database );
		$this->internal       = new InternalLinks();
		$this->reader         = new LinkReader();
		$this->documents      = new DocumentDesk( $base->database );
		$this->claims         = new Claims( new SubjectWords( new TextFolder(), new Stemmer(), new StopWords() ) );
		$this->contradictions = new Contradictions( $stored );
		$this->findings       = new FindingRepository( $base->database, $this->documents, $base->clock );
		$this->links          = new LinkRepository( $base->database, $this->internal, $base->clock );
		$this->link_check     = new LinkCheck( $this->links, $this->internal, $probe ?? new LinkProbe( new SafeFetch( new OutgoingClient() ) ), $base->settings, $base->clock );
		$this->check          = new DocumentCheck( $base->database, $this->claims, $stored, $this->contradictions, $this->reader, $this->links, $this->link_check, $this->findings, $base->clock );
	}

	/**
	 * Hooks into the saving of posts, and into the editors.
	 *
	 * @param \Closure(): self $health Made when it is needed.
	 */
	public static function register( Foundation $base, \Closure $health, string $file ): void {
		( new HealthModule( static fn(): DocumentCheck => $health()->check, static fn(): LinkRepository => $health()->links, $base->jobs, $base->state ) )->register();
		if ( is_admin() ) {
			( new EditorPanel( $file, static fn(): DocumentCheck => $health()->check, static fn(): FindingRepository => $health()->findings ) )->register();
		}
	}

	/** @return list<Route> */
	public function routes(): array {
		$draft = new DraftCheck( $this->check, $this->claims, $this->contradictions, $this->reader, $this->internal, $this->base->clock );
		return [
			new ListFindings( $this->findings, new HealthState( $this->base->database ), $this->base->cursor() ),
			new ChangeFinding( $this->findings ),
			new ShowPostHealth( $this->check, $this->findings ),
			new PreviewHealth( $draft, $this->documents, $this->findings ),
		];
	}

	/** @return array<string, callable(): JobHandler> */
	public function handlers(): array {
		return [
			CheckHealth::NAME => fn(): JobHandler => $this->job(),
			CheckLinks::NAME  => fn(): JobHandler => new CheckLinks( $this->link_check, $this->check ),
		];
	}

	/** @return list<Schedule> */
	public function schedules(): array {
		return [
			new Schedule( CheckHealth::NAME, CheckHealth::EVERY_SECONDS ),
			new Schedule( CheckLinks::NAME, CheckLinks::EVERY_SECONDS ),
		];
	}

	public function job(): CheckHealth {
		return new CheckHealth( $this->check, $this->base->jobs );
	}
}
