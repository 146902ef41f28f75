<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertsModule;
use Aaia\Chatbot\Alerts\PolicyText;
use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\AssistantModule;
use Aaia\Chatbot\Assistant\Cost\CostNotes;
use Aaia\Chatbot\Assistant\History;
use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsService;
use Aaia\Chatbot\Assistant\Similar\IndexQuestions;
use Aaia\Chatbot\Assistant\TurnRunner;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Channels\ChannelsModule;
use Aaia\Chatbot\Channels\Web\PublicName;
use Aaia\Chatbot\Channels\Web\UiMessages;
use Aaia\Chatbot\Channels\Web\UpdatesController;
use Aaia\Chatbot\Cli\Commands;
use Aaia\Chatbot\Content\ContentModule;
use Aaia\Chatbot\Content\SyncSource;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\AwaitedPersonFinder;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationsModule;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\VisitService;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventsModule;
use Aaia\Chatbot\Events\HookSubscriber;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Health\HealthModule;
use Aaia\Chatbot\Http\AccessChangeListener;
use Aaia\Chatbot\Http\CapabilityGrants;
use Aaia\Chatbot\Http\CheckGuestAccess;
use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Http\Cors;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Http\GuestAccessHealth;
use Aaia\Chatbot\Http\GuestProbe;
use Aaia\Chatbot\Http\HttpModule;
use Aaia\Chatbot\Http\LoopbackRequest;
use Aaia\Chatbot\Http\SettingsResource;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Improve\ImproveModule;
use Aaia\Chatbot\Inbox\AdminPages;
use Aaia\Chatbot\Inbox\InboxModule;
use Aaia\Chatbot\Insights\InsightsModule;
use Aaia\Chatbot\Jobs\AfterResponse;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\JobsModule;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Jobs\WorkerSlots;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingNotes;
use Aaia\Chatbot\Llm\LlmModule;
use Aaia\Chatbot\Llm\LlmNotes;
use Aaia\Chatbot\Mail\DeliveryOwner;
use Aaia\Chatbot\Mail\DeliveryOwners;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\MailModule;
use Aaia\Chatbot\Mail\SendDelivery;
use Aaia\Chatbot\Operations\OperationsModule;
use Aaia\Chatbot\Plugin\Lifecycle;
use Aaia\Chatbot\Plugin\NetworkSites;
use Aaia\Chatbot\Plugin\TableNotices;
use Aaia\Chatbot\Privacy\ChatPolicy;
use Aaia\Chatbot\Privacy\PolicyGuide;
use Aaia\Chatbot\Privacy\PrivacyModule;
use Aaia\Chatbot\Realtime\VisitorFeed;
use Aaia\Chatbot\Search\SearchModule;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\LanguageFiles;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tools\ToolsModule;

/**
 * The composition root: the rooms in order, and the services that are made from the declarations of all rooms.
 *
 * Each room's module declares its routes, jobs, settings and hooks. Wiring combines them, and Services makes an object when it is first
 * used. To add something, write its class and name it in its room's module.
 *
 * @phpstan-import-type WiringTable from Wiring
 * @phpstan-import-type HookRow from Wiring
 */
final class Plugin {

	public const VERSION = '0.1.0';

	/** The modules of the rooms, from left to right; see docs/architecture.md. */
	public const MODULES = [
		EventsModule::class,
		JobsModule::class,
		HttpModule::class,
		ConversationsModule::class,
		ContentModule::class,
		SearchModule::class,
		HealthModule::class,
		LlmModule::class,
		ToolsModule::class,
		AssistantModule::class,
		MailModule::class,
		AlertsModule::class,
		InboxModule::class,
		ImproveModule::class,
		InsightsModule::class,
		ChannelsModule::class,
		PrivacyModule::class,
		OperationsModule::class,
	];

	/** Services that are made from the declarations of all rooms. */
	public const BINDINGS = [
		Clock::class            => SystemClock::class,
		Database::class         => [ self::class, 'database' ],
		Settings::class         => [ self::class, 'settings' ],
		Migrator::class         => [ self::class, 'migrator' ],
		Dispatcher::class       => [ self::class, 'dispatcher' ],
		Worker::class           => [ self::class, 'worker' ],
		AfterResponse::class    => [ self::class, 'after_response' ],
		TurnRunner::class       => [ self::class, 'turn_runner' ],
		UpdatesController::class => [ self::class, 'visitor_updates' ],
		Lifecycle::class        => [ self::class, 'lifecycle' ],
		SettingsResource::class => [ self::class, 'settings_resource' ],
		CheckGuestAccess::class => [ self::class, 'check_guest_access' ],
		PolicyGuide::class      => [ self::class, 'policy_guide' ],
		SendDelivery::class     => [ self::class, 'send_delivery' ],
		DeliveryOwners::class   => [ self::class, 'delivery_owners' ],
	];

	/** Services whose `show()` prints notices on our own admin pages; modules declare theirs likewise. */
	public const NOTICES = [ TableNotices::class ];

	/** Hook that WP-Cron fires once a minute. */
	public const TICK = 'aaia_chatbot_tick';

	/** Name of WP-Cron's schedule. */
	public const MINUTE = 'aaia_chatbot_minute';

	/** Hook: creates tables that a request found missing. */
	public const REPAIR = 'aaia_chatbot_repair';

	/** The text domain. */
	private const TEXTS = 'aaia-chatbot';

	/** A part of the address of each of our routes; costs other requests no class. */
	private const ROUTES = '/' . self::TEXTS . '/v1/';

	/** Options that a request for one of our routes reads. */
	public const OPTIONS = [ Settings::OPTION, Settings::SECRETS ];

	/**
	 * Options of WordPress that most sites do not have, and that it therefore asks the database for, one by one, before a route is served.
	 */
	private const ASKED_ONE_BY_ONE = [ 'WPLANG', 'theme_switched', 'medium_crop', 'medium_large_crop', 'large_crop' ];

	/** How long one run of WP-Cron may work. Seconds. */
	private const CRON_SECONDS = 25.0;

	public readonly Services $services;

	/** @var WiringTable */
	private readonly array $wiring;

	private bool $has_routes = false;

	/** Attached with all other hooks of our routes, so that it tells whether they are attached. */
	private ?Hook $rest_hook = null;

	/**
	 * @param string                $file  The plugin's main file.
	 * @param array<string, object> $given Objects to use for their class, such as a test's clock.
	 */
	public function __construct( private readonly string $file, array $given = [] ) {
		$this->wiring   = self::wiring( dirname( $file ) );
		$this->services = new Services(
			$this->wiring['bindings'],
			[ 'file' => $file ],
			$given + [ self::class => $this, \wpdb::class => $GLOBALS['wpdb'] ],
		);
	}

	/** Attaches every hook. A service is made when its hook fires, not before. */
	public function register(): void {
		$this->attach( $this->wiring['hooks'] );
		$this->read_options();
		register_activation_hook( $this->file, fn() => $this->services->get( Lifecycle::class )->activate() );
		register_deactivation_hook(
			$this->file,
			fn( mixed $network_wide = false ) => $this->services->get( Lifecycle::class )->deactivate( (bool) $network_wide ),
		);
		// phpcs:ignore WordPress.WP.CronInterval -- one cheap indexed read a minute.
		add_filter(
			'cron_schedules',
			static fn( array $schedules ): array => $schedules + [ self::MINUTE => [
				'interval' => MINUTE_IN_SECONDS,
				'display' => 'AAIA Chatbot',
			] ],
		);
		add_action( 'cli_init', fn() => ( new Commands( $this->services ) )->register() );
		// Guests have none of our capabilities: for them no file of ours is read.
		add_filter(
			'user_has_cap',
			static fn( mixed $has ): mixed => is_array( $has ) && ! empty( $has['manage_options'] ) ? CapabilityGrants::add( $has ) : $has,
		);
		$this->register_languages();
	}

	/** Reads in one query what a request for one of our routes would ask for one by one; does nothing in other requests. */
	public function read_options(): void {
		$address = isset( $_SERVER['REQUEST_URI'] ) ? sanitize_text_field( wp_unslash( $_SERVER['REQUEST_URI'] ) ) : '';
		if ( str_contains( $address, self::ROUTES ) ) {
			wp_prime_option_caches( [ ...$this->wiring['options'], ...self::ASKED_ONE_BY_ONE ] );
		}
	}

	/** Uses a language's main locale where a regional one has no translation. Texts of other plugins load no file of ours. */
	private function register_languages(): void {
		add_filter(
			'load_textdomain_mofile',
			static fn(
				mixed $file,
				mixed $domain,
			): mixed => self::TEXTS === $domain && is_string( $file ) ? ( new LanguageFiles() )->nearest( $file ) : $file,
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

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'init', self::class, 'upgrade', 1 ],
			[ 'init', self::class, 'add_blocks_and_shortcodes' ],
			[ 'admin_init', self::class, 'watch_access' ],
			[ 'rest_api_init', self::class, 'register_routes', 0 ],
			[ 'rest_pre_dispatch', self::class, 'register_routes_for', 0 ],
			[ 'template_redirect', self::class, 'serve_links', 0 ],
			[ self::TICK, self::class, 'work' ],
			[ 'shutdown', self::class, 'finish', 1000 ],
			[ 'admin_notices', self::class, 'show_failure' ],
			[ self::REPAIR, Lifecycle::class, 'repair_if_needed' ],
			[ 'aaia_chatbot_settings_saved', Lifecycle::class, 'record_uninstall_choice' ],
			[ 'wpmu_drop_tables', Lifecycle::class, 'add_tables_of_site' ],
			[ 'wp_uninitialize_site', Lifecycle::class, 'forget_site', 20 ],
			[ 'site_status_tests', TableNotices::class, 'add_test' ],
			[ 'admin_post_' . TableNotices::TEST, TableNotices::class, 'handle_button' ],
			[ 'load-settings_page_' . AdminPages::SETTINGS, self::class, 'add_notices' ],
			[ 'load-toplevel_page_' . AdminPages::CONVERSATIONS, self::class, 'add_notices' ],
		];
	}

	/** Hook: `init`. Upgrades a site to this release. For a current site this reads two options that WordPress has already loaded. */
	public function upgrade(): void {
		$state = get_option( SiteState::OPTION );
		$noted = is_array( $state ) ? $state[ SiteState::SCHEMA ] ?? '' : '';
		if (
			$this->wiring['schema'] !== $noted
			|| ! wp_next_scheduled( self::TICK )
			|| is_admin() && false !== wp_next_scheduled( self::REPAIR )
		) {
			$this->services->get( Lifecycle::class )->upgrade();
		}
	}

	/** Hook: `init`. */
	public function add_blocks_and_shortcodes(): void {
		foreach ( $this->wiring['shortcodes'] as $name => [ $service, $method ] ) {
			add_shortcode( $name, new Hook( $this->services, $service, $method ) );
		}
		foreach ( $this->wiring['blocks'] as $name => [ $folder, $service, $method, $traits ] ) {
			// Only the editors need the texts of block.json, which take a file and a translation.
			$what = is_admin() ? dirname( $this->file ) . '/' . $folder : $name;
			register_block_type( $what, [ 'render_callback' => new Hook( $this->services, $service, $method ) ] + ( is_admin() ? [] : $traits ) );
		}
	}

	/** Hook: `admin_init`. Watches only requests that save something: no other request can close the site to guests. */
	public function watch_access(): void {
		if ( isset( $_SERVER['REQUEST_METHOD'] ) && 'post' === sanitize_key( wp_unslash( $_SERVER['REQUEST_METHOD'] ) ) ) {
			$this->services->get( AccessChangeListener::class )->watch_options();
		}
	}

	/** Hook: `load-…` of our own admin pages. Their notices are shown nowhere else. */
	public function add_notices(): void {
		foreach ( $this->wiring['notices'] as $notices ) {
			add_action( 'admin_notices', new Hook( $this->services, $notices, 'show' ) );
		}
	}

	/** Hook: `admin_notices`. */
	public function show_failure(): void {
		if ( $this->services->has_made( Lifecycle::class ) ) {
			$this->services->get( Lifecycle::class )->show_failure();
		}
	}

	/**
	 * Hook: `rest_api_init`. Registers every route.
	 *
	 * Not in a request for another plugin's route: there they are registered only when that route calls one of ours from PHP.
	 */
	public function register_routes(): void {
		$this->has_routes = false;
		$asked            = $GLOBALS['wp']->query_vars['rest_route'] ?? null;
		if ( ! is_string( $asked ) || $this->concerns_us( $asked ) ) {
			$this->add_routes();
		}
	}

	/** Hook: `rest_pre_dispatch`. Registers our routes when another plugin's route calls one of them from PHP. */
	public function register_routes_for( mixed $result, \WP_REST_Server $server, \WP_REST_Request $request ): mixed {
		if ( $this->concerns_us( $request->get_route() ) ) {
			$this->add_routes();
		}
		return $result;
	}

	/** Hook: `template_redirect`. Serves the pages of links in mails to visitors; does nothing for other URLs. */
	public function serve_links(): void {
		foreach ( $this->wiring['links'] as $key => $page ) {
			// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- a link of a mail, checked by its code.
			if ( ! isset( $_GET[ $key ] ) ) {
				continue;
			}
			( new Hook( $this->services, $page, 'serve' ) )();
		}
	}

	/** Hook: `aaia_chatbot_tick`. Runs due jobs. */
	public function work(): void {
		try {
			$this->services->get( Worker::class )->run_in_request( self::CRON_SECONDS );
		} catch ( DatabaseFailure $failure ) {
			// The exception must not end the WP-Cron run: other plugins' events follow ours.
			do_action( 'aaia_chatbot_log', 'error', 'Scheduled work: ' . $failure->getMessage() );
		}
	}

	/** Hook: `shutdown`. Delivers events and runs due jobs after a request that wrote something. Schedules a repair of missing tables. */
	public function finish(): void {
		if ( ! $this->services->has_made( Database::class ) ) {
			return;
		}
		$database = $this->services->get( Database::class );
		if ( $database->has_missing_tables() ) {
			$this->services->get( Lifecycle::class )->schedule_repair();
		}
		if ( $database->has_committed() ) {
			$this->services->get( AfterResponse::class )->run();
		}
	}

	/** Deletes the data if the owner has chosen that. */
	public function uninstall(): void {
		$this->services->get( Lifecycle::class )->uninstall();
	}

	public static function database( Plugin $plugin, \wpdb $wpdb ): Database {
		return new Database( $wpdb, $plugin->wiring['limits'] );
	}

	public static function settings( Plugin $plugin, SiteState $state ): Settings {
		return new Settings( $state, $plugin->wiring['settings'] );
	}

	public static function migrator( Plugin $plugin, Database $database, SiteState $state ): Migrator {
		return new Migrator( $database, $state, $plugin->wiring['migrations'] );
	}

	public static function dispatcher( Plugin $plugin, Services $services, Database $database, EventLog $log, Clock $clock ): Dispatcher {
		/** @var list<Subscriber> $subscribers */
		$subscribers = array_map( static fn( string $name ): object => $services->get( $name ), $plugin->wiring['subscribers'] );
		return new Dispatcher( $database, $log, $clock, [ ...$subscribers, new HookSubscriber() ] );
	}

	public static function worker(
		Plugin $plugin,
		Services $services,
		Database $database,
		JobQueue $queue,
		Dispatcher $dispatcher,
		Clock $clock,
		WorkerSlots $slots,
	): Worker {
		$handlers = [];
		foreach ( $plugin->wiring['jobs'] as $name => $handler ) {
			/** @var class-string<JobHandler> $handler */
			$handlers[ $name ] = static fn(): JobHandler => $services->get( $handler );
		}
		$schedules = [];
		foreach ( $plugin->wiring['schedules'] as $name => $schedule ) {
			[ $seconds, $service, $method ] = (array) $schedule + [ 1 => null, 2 => '' ];
			/** @var ?class-string $service */
			$while = null === $service ? null : static fn(): array => $services->get( $service )->$method();
			/** @var (\Closure(): array{literal-string, list<float|int|string>})|null $while */
			$schedules[] = new Schedule( $name, $seconds, $while );
		}
		return new Worker( $database, $queue, $dispatcher, $clock, $handlers, $schedules, $slots, $plugin->wiring['short_jobs'] );
	}

	public static function after_response(
		Database $database,
		Dispatcher $dispatcher,
		JobQueue $queue,
		Worker $worker,
		LoopbackRequest $loopback,
	): AfterResponse {
		return new AfterResponse( $database, $dispatcher, $queue, $worker, $loopback->send( ... ) );
	}

	public static function turn_runner(
		Services $services,
		AnswerService $answers,
		History $history,
		AnswerPipeline $pipeline,
		UsageRepository $usage,
		AwaitedPersonFinder $awaited,
	): TurnRunner {
		return new TurnRunner(
			$answers,
			$history,
			$pipeline,
			$usage,
			$awaited,
			static fn(): AnswerMetricsService => $services->get( AnswerMetricsService::class ),
		);
	}

	public static function visitor_updates(
		Services $services,
		VisitorGate $gate,
		ConversationRepository $conversations,
		MessageRepository $messages,
		AnswerService $answers,
		VisitorFeed $feed,
		Cursor $cursor,
		UiMessages $ui,
		PublicName $names,
	): UpdatesController {
		return new UpdatesController(
			$gate,
			$conversations,
			$messages,
			$answers,
			$feed,
			$cursor,
			$ui,
			$names,
			static fn(): VisitService => $services->get( VisitService::class ),
		);
	}

	public static function lifecycle(
		Services $services,
		Database $database,
		Migrator $migrator,
		Settings $settings,
		NetworkSites $sites,
	): Lifecycle {
		return new Lifecycle( $database, $migrator, $settings, static fn() => self::after_install( $services ), $sites );
	}

	public static function settings_resource(
		Settings $settings,
		LlmNotes $llm,
		CostNotes $cost,
		EmbeddingNotes $embeddings,
		GuestAccessHealth $access,
	): SettingsResource {
		return new SettingsResource( $settings, [ $llm, $cost, $embeddings, $access ] );
	}

	public static function policy_guide( ChatPolicy $chat, PolicyText $alerts ): PolicyGuide {
		return new PolicyGuide( $chat, $alerts );
	}

	public static function send_delivery(
		Plugin $plugin,
		Services $services,
		DeliveryRepository $deliveries,
		DeliveryService $service,
	): SendDelivery {
		/** @var list<DeliverySender> $senders */
		$senders = array_map( static fn( string $name ): object => $services->get( $name ), $plugin->wiring['delivery_senders'] );
		return new SendDelivery( $deliveries, $service, $senders );
	}

	public static function delivery_owners( Plugin $plugin, Services $services ): DeliveryOwners {
		/** @var list<DeliveryOwner> $owners */
		$owners = array_map( static fn( string $name ): object => $services->get( $name ), $plugin->wiring['delivery_owners'] );
		return new DeliveryOwners( $owners );
	}

	public static function check_guest_access( GuestProbe $probe, GuestAccess $access, JobQueue $jobs ): CheckGuestAccess {
		return new CheckGuestAccess( $probe, $access, static fn() => SyncSource::restart( $jobs ) );
	}

	/** Registers subscribers from now on, and queues jobs that check guest access and read the site's pages. */
	private static function after_install( Services $services ): void {
		$services->get( Dispatcher::class )->register_subscribers();
		$services->get( IndexQuestions::class )->queue_if_empty();
		CheckGuestAccess::queue( $services->get( JobQueue::class ) );
		SyncSource::queue( $services->get( JobQueue::class ) );
	}

	/** @param list<HookRow> $hooks */
	private function attach( array $hooks ): void {
		foreach ( $hooks as [ $hook, $service, $method, $priority, $arguments ] ) {
			add_filter( $hook, new Hook( $this->services, $service, $method ), $priority, $arguments );
		}
	}

	/**
	 * The table written by `npm run build`. Without the file, or with one of another version (during an update), the table is compiled now.
	 *
	 * @param string $folder The plugin's.
	 *
	 * @return WiringTable
	 */
	private static function wiring( string $folder ): array {
		$file  = $folder . '/build/wiring.php';
		$table = is_file( $file ) ? require $file : null;
		/** @var WiringTable */
		return is_array( $table ) && self::VERSION === ( $table['version'] ?? null ) ? $table : Wiring::compile();
	}

	private function add_routes(): void {
		if ( $this->has_routes ) {
			return;
		}
		$this->has_routes = true;
		if ( null === $this->rest_hook || false === has_filter( 'rest_post_dispatch', $this->rest_hook ) ) {
			$this->attach( $this->wiring['rest_hooks'] );
			$this->rest_hook = new Hook( $this->services, Cors::class, 'disable_cache' );
			add_filter( 'rest_post_dispatch', $this->rest_hook, 10, 3 );
		}
		foreach ( $this->wiring['routes'] as [ $method, $pattern, $controller, $operation ] ) {
			$serve = new Hook( $this->services, $controller, 'serve' );
			$admit = new Hook( $this->services, $controller, 'admit' );
			register_rest_route(
				Controller::API,
				$pattern,
				[
					'methods'             => $method,
					'callback'            => static fn( \WP_REST_Request $request ): mixed => $serve( $operation, $request ),
					'permission_callback' => static fn( \WP_REST_Request $request ): mixed => $admit( $operation, $request ),
					'args'                => [],
				]
			);
		}
	}

	/** Whether a REST path is one of ours, or the list of all routes. */
	private function concerns_us( string $path ): bool {
		return '' === trim( $path, '/' ) || str_starts_with( strtolower( ltrim( $path, '/' ) ), 'aaia-chatbot/' );
	}
}
