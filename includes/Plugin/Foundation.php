<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertSettings;
use Aaia\Chatbot\Assistant\AssistantSettings;
use Aaia\Chatbot\Assistant\Cost\CostSettings;
use Aaia\Chatbot\Channels\Web\WebSettings;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Http\ClientAddress;
use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Http\HttpSettings;
use Aaia\Chatbot\Http\Origins;
use Aaia\Chatbot\Http\RateLimiter;
use Aaia\Chatbot\Http\UnnamedProxies;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Knowledge\KnowledgeSettings;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingSettings;
use Aaia\Chatbot\Llm\LlmSettings;
use Aaia\Chatbot\Privacy\PrivacySettings;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Settings\SettingValue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tools\ToolSettings;

/** What every part stands on: time, database, events, jobs, settings, and what routes share. Each made once, when first needed. */
final class Foundation {

	public readonly Clock $clock;

	public readonly Database $database;

	public readonly SiteState $state;

	public readonly SecretBox $box;

	public readonly Settings $settings;

	public readonly EventLog $events;

	public readonly JobQueue $jobs;

	private ?VisitorRepository $visitors = null;

	private ?VisitorTokens $tokens = null;

	private ?VisitorGate $gate = null;

	private ?ClientAddress $address = null;

	public function __construct( \wpdb $wpdb, ?Clock $clock = null ) {
		$this->clock    = $clock ?? new SystemClock();
		$this->database = new Database( $wpdb );
		$this->state    = new SiteState();
		$this->box      = new SecretBox();
		$this->events   = new EventLog( $this->database, $this->clock );
		$this->jobs     = new JobQueue( $this->database, $this->clock );
		$this->settings = new Settings(
			$this->state,
			$this->box,
			new SettingValue(),
			[
				...HttpSettings::definitions(),
				...KnowledgeSettings::definitions(),
				...LlmSettings::definitions(),
				...EmbeddingSettings::definitions(),
				...AssistantSettings::definitions(),
				...CostSettings::definitions(),
				...ToolSettings::definitions(),
				...AlertSettings::definitions(),
				...WebSettings::definitions(),
				...PrivacySettings::definitions(),
			]
		);
	}

	public function visitors(): VisitorRepository {
		return $this->visitors ??= new VisitorRepository( $this->database, $this->clock );
	}

	public function tokens(): VisitorTokens {
		return $this->tokens ??= new VisitorTokens( $this->clock, $this->state );
	}

	public function consent(): Consent {
		return new Consent( $this->settings );
	}

	public function origins(): Origins {
		return new Origins( $this->settings );
	}

	public function cursor(): Cursor {
		return new Cursor();
	}

	public function access(): GuestAccess {
		return new GuestAccess( $this->settings, $this->state );
	}

	public function gate(): VisitorGate {
		return $this->gate ??= new VisitorGate( $this->settings, $this->origins(), $this->tokens(), $this->visitors(), $this->consent(), $this->limiter(), $this->access() );
	}

	public function address(): ClientAddress {
		return $this->address ??= new ClientAddress( $this->settings, $this->proxies() );
	}

	public function proxies(): UnnamedProxies {
		return new UnnamedProxies( $this->clock );
	}

	public function limiter(): RateLimiter {
		return new RateLimiter( $this->database, $this->clock, $this->address() );
	}
}
