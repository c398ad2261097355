import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.spring.StateMapper;
import io.github.atomicwrite.state.IncompatibleStateException;
import io.github.atomicwrite.state.StateFile;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

abstract class Surroundings {
    StateFiles stateFiles;

    record Settings(String theme) {}

    record OldSettings(String colours) {
        Settings convert() {
            return new Settings(colours);
        }
    }
}
