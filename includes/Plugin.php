<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Address\AddressPage;
use Aaia\Chatbot\Assistant\Cost\CostNotes;
use Aaia\Chatbot\Assistant\Cost\CreateCostTables;
use Aaia\Chatbot\Assistant\Cost\Prices;
use Aaia\Chatbot\Assistant\CreateAnswerMetricsTable;
use Aaia\Chatbot\Assistant\CreateUsageTable;
use Aaia\Chatbot\Assistant\Metrics\ExtendAnswerMetrics;
use Aaia\Chatbot\Assistant\Metrics\PurgePromptTexts;
use Aaia\Chatbot\Assistant\RecoverTurns;
use Aaia\Chatbot\Assistant\Similar\NoteQuestions;
use Aaia\Chatbot\Assistant\Usage;
use Aaia\Chatbot\Channels\OpenAi\BearerPasswords;
use Aaia\Chatbot\Channels\OpenAi\Rest\CompleteChat;
use Aaia\Chatbot\Channels\OpenAi\Rest\ListModels;
use Aaia\Chatbot\Channels\Web\Launcher;
use Aaia\Chatbot\Channels\Web\WebModule;
use Aaia\Chatbot\Channels\Web\WidgetScripts;
use Aaia\Chatbot\Cli\Commands;
use Aaia\Chatbot\Conversations\AddFollowers;
use Aaia\Chatbot\Conversations\CreateConversationTables;
use Aaia\Chatbot\Conversations\CreateSourceReports;
use Aaia\Chatbot\Events\CreateEventTables;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\HookSubscriber;
use Aaia\Chatbot\Http\CapabilityGrants;
use Aaia\Chatbot\Http\Cors;
use Aaia\Chatbot\Http\CreateVisitorTables;
use Aaia\Chatbot\Http\GuestAccessHealth;
use Aaia\Chatbot\Http\GuestAccessModule;
use Aaia\Chatbot\Http\GuestLook;
use Aaia\Chatbot\Http\GuestRequests;
use Aaia\Chatbot\Http\Knock;
use Aaia\Chatbot\Http\LookAsGuest;
use Aaia\Chatbot\Http\Outgoing\OwnSiteRequest;
use Aaia\Chatbot\Http\ProxyHealth;
use Aaia\Chatbot\Http\PurgeSessions;
use Aaia\Chatbot\Http\Rest\NoteProxy;
use Aaia\Chatbot\Http\Rest\RunJobs;
use Aaia\Chatbot\Http\Rest\ShowAccessHealth;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\StreamServer;
use Aaia\Chatbot\Jobs\AfterResponse;
use Aaia\Chatbot\Jobs\CreateJobTable;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Knowledge\AddSyncRuns;
use Aaia\Chatbot\Knowledge\CreateFileStates;
use Aaia\Chatbot\Knowledge\CreateKnowledgeAnswers;
use Aaia\Chatbot\Knowledge\CreateKnowledgeTables;
use Aaia\Chatbot\Knowledge\Embeddings\CreateVectorTables;
use Aaia\Chatbot\Knowledge\Health\CreateHealthTables;
use Aaia\Chatbot\Knowledge\History\CreateVersionTable;
use Aaia\Chatbot\Knowledge\SyncSource;
use Aaia\Chatbot\Knowledge\Web\CreateWebTables;
use Aaia\Chatbot\Llm\ConnectionTest;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingNotes;
use Aaia\Chatbot\Llm\Embeddings\SettingsEmbeddings;
use Aaia\Chatbot\Llm\LlmModule;
use Aaia\Chatbot\Llm\LlmNotes;
use Aaia\Chatbot\Llm\ProviderHealth;
use Aaia\Chatbot\Llm\Rest\TestModel;
use Aaia\Chatbot\Operations\RecentProblems;
use Aaia\Chatbot\Plugin\Alerting;
use Aaia\Chatbot\Plugin\Answers;
use Aaia\Chatbot\Plugin\Desk;
use Aaia\Chatbot\Plugin\Foundation;
use Aaia\Chatbot\Plugin\KnowledgeHealth;
use Aaia\Chatbot\Plugin\Library;
use Aaia\Chatbot\Plugin\Lifecycle;
use Aaia\Chatbot\Plugin\Meaning;
use Aaia\Chatbot\Plugin\NetworkSites;
use Aaia\Chatbot\Plugin\Staff;
use Aaia\Chatbot\Plugin\TableNotices;
use Aaia\Chatbot\Plugin\Web;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Support\LanguageFiles;

/**
 * The composition root: everything the plugin is made of, built once, when first needed, and hooked into WordPress here.
 *
 * Read this page first, then Plugin/*: each builds one part of the house. A page of the site without a chat open builds only the
 * foundation and the launcher.
 */
final class Plugin {

	/** How long one run of WP-Cron may work. Seconds. */
	private const CRON_SECONDS = 25.0;

	/** The text domain, here as well so that other plugins' texts load no file of ours. */
	private const TEXTS = 'aaia-chatbot';

	public readonly Foundation $base;

	private ?Desk $desk = null;

	private ?Answers $answers = null;

	private ?Library $library = null;

	private ?KnowledgeHealth $health = null;

	private ?Alerting $alerting = null;

	private ?Staff $staff = null;

	private ?Dispatcher $dispatcher = null;

	private ?Worker $worker = null;

	private ?Lifecycle $lifecycle = null;

	public function __construct( private readonly string $file ) {
		$this->base = new Foundation( $GLOBALS['wpdb'] );
	}

	/** Hook: `template_redirect`. Links of mails to visitors are pages of the site; every other page goes its way. */
	public function serve_links(): void {
		if ( AddressPage::is_called() ) {
			$this->alerting()->address_page()->serve();
		}
	}

	/** Hooks everything in. */
	public function register(): void {
		$this->lifecycle()->register( $this->file );
		( new CapabilityGrants() )->register();
		( new Cors( $this->base->origins() ) )->register();
		add_action( 'rest_api_init', fn() => ( new GuestRequests( $this->base->access() ) )->register(), PHP_INT_MIN );
		$this->watch_access();
		( new StreamServer() )->register();
		( new LlmModule( new ProviderHealth( $this->base->clock ) ) )->register();
		Meaning::register( $this->base );
		$this->register_languages();
		( new WebModule( new Launcher( $this->base->settings, $this->widget_scripts(), $this->base->access() ) ) )->register();
		if ( is_admin() ) {
			$this->access_health()->register();
			$this->staff()->module( $this->file )->register();
			$this->alerting()->register();
			$this->table_notices()->register();
		}
		( new BearerPasswords() )->register();
		( new RecentProblems( $this->base->clock ) )->register();
		Library::module( $this->base, fn(): Library => $this->library() )->register();
		KnowledgeHealth::register( $this->base, fn(): KnowledgeHealth => $this->health(), $this->file );
		add_filter( 'site_status_tests', [ $this, 'add_health_tests' ] );
		add_action( 'rest_api_init', [ $this, 'register_routes' ] );
		add_action( 'cli_init', fn() => ( new Commands( $this ) )->register() );
		add_action( Lifecycle::CRON, [ $this, 'work' ] );
		add_action( 'template_redirect', [ $this, 'serve_links' ], 0 );
		add_action( 'shutdown', [ $this, 'after_response' ], 1000 );
		add_action( 'wp_abilities_api_categories_init', fn() => $this->answers()->bridge->add_category() );
		add_action( 'wp_abilities_api_init', fn() => $this->answers()->bridge->add_ability() );
	}

	/**
	 * Hook: `site_status_tests`, wherever WordPress asks: its weekly check runs in WP-Cron and counts only what is there too.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_health_tests( array $tests ): array {
		return ( new ProxyHealth( $this->base->proxies(), $this->base->address() ) )->add_test( $this->access_health()->add_test( $this->table_notices()->add_test( $this->alerting()->health_notices()->add_test( $tests ) ) ) );
	}

	private function table_notices(): TableNotices {
		return new TableNotices( $this->lifecycle() );
	}

	/** Lets a language's main form stand in for regional ones, in our own texts only. */
	private function register_languages(): void {
		add_filter(
			'load_textdomain_mofile',
			static fn( mixed $file, mixed $domain ): mixed => self::TEXTS === $domain && is_string( $file ) ? ( new LanguageFiles() )->nearest( $file ) : $file,
			10,
			2
		);
		add_filter(
			'load_script_translation_file',
			static fn( mixed $file, mixed $handle, mixed $domain ): mixed => self::TEXTS === $domain && is_string( $file )
				? ( new LanguageFiles() )->nearest_of_script( $file, determine_locale() ) : $file,
			10,
			3
		);
	}

	private function widget_scripts(): WidgetScripts {
		return new WidgetScripts( $this->file, new LanguageFiles() );
	}

	/** Nothing of it concerns a page of the site. */
	private function watch_access(): void {
		$watch = fn() => ( new GuestAccessModule( $this->base->database, $this->base->jobs, $this->base->state ) )->register();
		if ( is_admin() || 'cli' === PHP_SAPI ) {
			$watch();
		} else {
			add_action( 'rest_api_init', $watch, PHP_INT_MIN );
		}
	}

	/** Tells WordPress of every route. */
	public function register_routes(): void {
		foreach ( $this->routes() as $route ) {
			$route->register();
		}
	}

	/** @return list<Route> Every route of the product. */
	public function routes(): array {
		return [
			...( new Web( $this->base, $this->desk(), $this->answers(), $this->widget_scripts() ) )->routes(),
			...$this->alerting()->routes(),
			$this->alerting()->tool_test( $this->answers()->tools, $this->answers()->bridge ),
			...$this->staff()->routes(),
			...$this->library()->routes(),
			...$this->health()->routes(),
			...$this->answers()->meaning->routes(),
			new TestModel( ConnectionTest::create( $this->base->settings, $this->answers()->clients ) ),
			new ListModels(),
			new CompleteChat( $this->answers()->answerer, $this->answers()->usage, $this->base->clock ),
			new ShowAccessHealth( $this->access_health() ),
			new NoteProxy( $this->base->proxies(), $this->base->address() ),
			new RunJobs( new Knock( $this->base->clock ), $this->worker() ),
		];
	}

	/** Does what is due: WP-Cron's turn. */
	public function work(): void {
		try {
			$this->worker()->run( self::CRON_SECONDS );
		} catch ( DatabaseFailure $failure ) {
			// Other plugins' turns come after ours in the same run of WP-Cron.
			do_action( 'aaia_chatbot_log', 'error', 'Scheduled work: ' . $failure->getMessage() );
		}
	}

	/** What a request that wrote something left to do. */
	public function after_response(): void {
		if ( $this->base->database->has_lost_tables() ) {
			$this->lifecycle()->ask_for_repair();
		}
		if ( $this->base->database->has_committed() ) {
			( new AfterResponse( $this->base->database, $this->dispatcher(), $this->base->jobs, $this->worker(), fn() => ( new Knock( $this->base->clock ) )->now() ) )->run();
		}
	}

	/** Removes what the owner wanted removed. */
	public function uninstall(): void {
		$this->lifecycle()->uninstall();
	}

	public function look(): GuestLook {
		return new GuestLook( $this->base->access(), new GuestRequests( $this->base->access() ), new OwnSiteRequest() );
	}

	private function access_health(): GuestAccessHealth {
		return new GuestAccessHealth( $this->base->access(), $this->base->settings, fn(): GuestLook => $this->look() );
	}

	public function desk(): Desk {
		return $this->desk ??= new Desk( $this->base );
	}

	public function answers(): Answers {
		return $this->answers ??= new Answers( $this->base, $this->desk() );
	}

	public function library(): Library {
		return $this->library ??= new Library( $this->base, $this->answers()->index, $this->answers()->search );
	}

	public function health(): KnowledgeHealth {
		return $this->health ??= new KnowledgeHealth( $this->base );
	}

	public function alerting(): Alerting {
		return $this->alerting ??= new Alerting( $this->base, $this->desk() );
	}

	public function staff(): Staff {
		return $this->staff ??= new Staff( $this->base, $this->desk(), fn(): Answers => $this->answers(), [ LlmNotes::create( $this->base->settings, new ProviderHealth( $this->base->clock ) ), $this->cost_notes(), new EmbeddingNotes( SettingsEmbeddings::create( $this->base->settings, $this->base->clock ) ), $this->access_health() ] );
	}

	private function cost_notes(): CostNotes {
		$prices = new Prices( $this->base->settings );
		return new CostNotes( new Usage( $this->base->database, $this->base->clock, $prices ), $prices, $this->base->settings );
	}

	public function dispatcher(): Dispatcher {
		return $this->dispatcher ??= new Dispatcher(
			$this->base->database,
			$this->base->events,
			$this->base->clock,
			[
				...$this->alerting()->subscribers(),
				$this->answers()->note_questions(),
				new HookSubscriber(),
			]
		);
	}

	public function worker(): Worker {
		return $this->worker ??= new Worker( $this->base->database, $this->base->jobs, $this->dispatcher(), $this->base->clock, $this->handlers(), $this->schedules() );
	}

	public function migrator(): Migrator {
		return new Migrator(
			$this->base->database,
			$this->base->state,
			[
				CreateEventTables::class,
				CreateJobTable::class,
				CreateVisitorTables::class,
				CreateConversationTables::class,
				CreateSourceReports::class,
				CreateKnowledgeTables::class,
				CreateKnowledgeAnswers::class,
				CreateWebTables::class,
				CreateVectorTables::class,
				CreateFileStates::class,
				AddSyncRuns::class,
				CreateUsageTable::class,
				CreateAnswerMetricsTable::class,
				CreateCostTables::class,
				ExtendAnswerMetrics::class,
				CreateVersionTable::class,
				CreateHealthTables::class,
				AddFollowers::class,
				...Alerting::MIGRATIONS,
			]
		);
	}

	/** @return array<string, callable(): JobHandler> */
	private function handlers(): array {
		return [
			LookAsGuest::NAME => fn(): JobHandler => new LookAsGuest( $this->look(), $this->base->access(), fn() => SyncSource::restart( $this->base->jobs ) ),
			RecoverTurns::NAME => fn(): JobHandler => $this->answers()->recovery(),
			NoteQuestions::NAME => fn(): JobHandler => $this->answers()->note_questions(),
			PurgeSessions::NAME => fn(): JobHandler => new PurgeSessions( $this->base->visitors() ),
			PurgePromptTexts::NAME => fn(): JobHandler => $this->answers()->prompt_purge(),
		] + $this->alerting()->handlers() + $this->staff()->handlers() + $this->library()->handlers() + $this->health()->handlers() + $this->answers()->meaning->handlers();
	}

	/** @return list<Schedule> */
	private function schedules(): array {
		return [
			new Schedule( LookAsGuest::NAME, LookAsGuest::EVERY_SECONDS ),
			new Schedule( RecoverTurns::NAME, MINUTE_IN_SECONDS, fn(): array => $this->desk()->turns->open() ),
			new Schedule( PurgeSessions::NAME, PurgeSessions::EVERY_SECONDS ),
			new Schedule( PurgePromptTexts::NAME, PurgePromptTexts::EVERY_SECONDS ),
			...$this->alerting()->schedules(),
			...$this->library()->schedules(),
			...$this->health()->schedules(),
			...$this->answers()->meaning->schedules(),
		];
	}

	public function lifecycle(): Lifecycle {
		return $this->lifecycle ??= new Lifecycle( $this->base->database, $this->migrator(), $this->base->settings, $this->after_install( ... ), new NetworkSites( $this->base->database ) );
	}

	/** Subscribers begin with what happens from now on; the site is looked at as a guest, then its pages are read. */
	private function after_install(): void {
		$this->dispatcher()->enrol();
		$this->answers()->note_questions()->queue_if_new();
		LookAsGuest::queue( $this->base->jobs );
		SyncSource::queue( $this->base->jobs );
	}
}
